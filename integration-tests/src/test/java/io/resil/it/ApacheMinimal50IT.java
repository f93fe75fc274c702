package io.resil.it;

/** The minimal client of the oldest Apache HttpClient 5. */
class ApacheMinimal50IT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.minimal("5.0");
    }
}
