package io.resil.it;

/** The classic client of the newest Apache HttpClient 5. */
class Apache56IT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.classic(Apache5.NEWEST);
    }
}
