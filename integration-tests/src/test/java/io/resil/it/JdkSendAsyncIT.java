package io.resil.it;

/** {@code java.net.http}, with futures. */
class JdkSendAsyncIT extends ClientContract {

    @Override
    public Client client() {
        return Jdk.sendAsync();
    }
}
