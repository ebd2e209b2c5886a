package dev.stint.archive;

final class PostgresConcurrencyTest extends ConcurrencyContract {

    @Override
    String address() {
        return TestServer.address("postgres", TestServer.fresh());
    }
}
