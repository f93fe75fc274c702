package io.resil.it;

/** {@code java.net.http}, blocking. */
class JdkSendIT extends ClientContract {

    @Override
    public Client client() {
        return Jdk.send();
    }
}
