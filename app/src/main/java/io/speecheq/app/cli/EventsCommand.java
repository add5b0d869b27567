package io.speecheq.app.cli;

import io.speecheq.app.events.TopicReader;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code events}: a topic's records as JSON lines. */
@Command(description = "Print a topic's records as JSON lines.")
final class EventsCommand implements Callable<Integer> {

    private static final String PREFIX = "speecheq.";

    private final Terminal terminal;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "emotions",
            converter = TopicConverter.class,
            description =
                    "audio, emotions, trajectories, calls, alerts, dead-letters, models, model-status, alert-rules or"
                            + " challenger-emotions. Default: ${DEFAULT-VALUE}.")
    private Topic topic = Topics.EMOTIONS;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Option(names = "--from-beginning", description = "Begin with the oldest record; else with what comes next.")
    private boolean isFromBeginning;

    @Option(names = "--exit-at-end", description = "Stop at the end that the topic has now; else go on until Ctrl-C.")
    private boolean isToEnd;

    /** With or without {@code speecheq.} in front. */
    static final class TopicConverter implements ITypeConverter<Topic> {
        @Override
        public Topic convert(String text) {
            return Topics.all().stream()
                    .filter(topic -> topic.name().equals(text) || topic.name().equals(PREFIX + text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no topic '" + text + "'; there are "
                            + Topics.all().stream()
                                    .map(topic -> topic.name().substring(PREFIX.length()))
                                    .collect(Collectors.joining(", "))));
        }
    }

    EventsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (Lifetime lifetime = Lifetime.ofProcess();
                TopicReader reader = TopicReader.open(broker.connection(), topic, isFromBeginning)) {
            reader.read(isToEnd, () -> lifetime.isEnding() || terminal.isOutGone(), terminal::print);
            return 0;
        }
    }
}
