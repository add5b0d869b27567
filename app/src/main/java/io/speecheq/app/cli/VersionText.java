package io.speecheq.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, and the commit it was built from where the launcher knows it. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String build = System.getProperty("speecheq.build", "");
        return new String[] {"speecheq " + version() + (build.isEmpty() ? "" : " (" + build + ")")};
    }

    private static String version() {
        try (InputStream in = VersionText.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "of unknown version");
        } catch (IOException e) {
            throw new UncheckedIOException("the version cannot be read", e);
        }
    }
}
