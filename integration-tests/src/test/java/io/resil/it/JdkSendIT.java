package io.resil.it;

/** {@code java.net.http}, blocking. */
class JdkSendIT extends ClientContract {

    @Override
    Client client() {
        return Jdk.send();
    }
}
