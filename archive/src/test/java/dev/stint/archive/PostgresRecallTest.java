package dev.stint.archive;

final class PostgresRecallTest extends RecallContract {

    @Override
    Place place() {
        return TestServer.place();
    }
}
