package io.resil.it;

/** The caching client of Apache HttpClient 5. */
class ApacheCachingIT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.caching(Apache5.NEWEST);
    }
}
