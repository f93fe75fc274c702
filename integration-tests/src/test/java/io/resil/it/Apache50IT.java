package io.resil.it;

/** The classic client of the oldest Apache HttpClient 5. */
class Apache50IT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.classic("5.0");
    }
}
