package io.resil.it;

/** The classic client over the asynchronous one, of Apache HttpClient 5.5 and newer. */
class ApacheOverAsyncIT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.overAsync(Apache5.NEWEST);
    }
}
