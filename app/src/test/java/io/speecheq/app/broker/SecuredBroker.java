package io.speecheq.app.broker;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/** A broker that lets in one user, by SASL/PLAIN. */
public final class SecuredBroker {

    /** What a client must say, as lines of a file. */
    public static final String CLIENT = "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config="
            + PlainLoginModule.class.getName() + " required username=\"speecheq\" password=\"s3cret\";\n";

    private SecuredBroker() {}

    public static EmbeddedBroker start(Path folder, int port) {
        return EmbeddedBroker.start(
                folder,
                port,
                Map.of(
                        "listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.enabled.mechanisms", "PLAIN",
                        "sasl.mechanism.inter.broker.protocol", "PLAIN",
                        "listener.name.broker.plain.sasl.jaas.config",
                                PlainLoginModule.class.getName()
                                        + " required username=\"speecheq\" password=\"s3cret\""
                                        + " user_speecheq=\"s3cret\";"));
    }
}
