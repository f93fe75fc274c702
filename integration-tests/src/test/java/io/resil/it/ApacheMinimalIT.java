package io.resil.it;

/** The minimal client of Apache HttpClient 5: no redirects, no replays, no proxies. */
class ApacheMinimalIT extends ClientContract {

    @Override
    public Client client() {
        return Apache5.minimal(Apache5.NEWEST);
    }
}
