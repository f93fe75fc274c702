package io.resil.it;

/** The classic client of Apache HttpClient 5.2. */
class Apache52IT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.classic("5.2.1");
    }
}
