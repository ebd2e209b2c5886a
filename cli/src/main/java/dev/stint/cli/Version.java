package dev.stint.cli;

import dev.stint.runtime.file.Release;
import picocli.CommandLine.IVersionProvider;

/** What {@code stint --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "stint " + Release.version(),
            "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
        };
    }
}
