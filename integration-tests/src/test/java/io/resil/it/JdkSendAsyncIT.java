package io.resil.it;

/** {@code java.net.http}, with futures. */
class JdkSendAsyncIT extends ClientContract {

    @Override
    Client client() {
        return Jdk.sendAsync();
    }
}
