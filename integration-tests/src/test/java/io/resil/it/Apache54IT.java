package io.resil.it;

/** The classic client of Apache HttpClient 5.4. */
class Apache54IT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.classic("5.4.4");
    }
}
