package io.speecheq.sinks.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A rules file, YAML, as {@code docs/alerts.md} describes it: read into rules, or into problems with their lines. */
public final class RulesFile {

    private static final String USUAL = "usual-rules.yaml";
    private static final int MOST_RULES = 200;

    private RulesFile() {}

    /** The rules that come with SpeechEQ, as their file. */
    public static String usualText() {
        try (InputStream resource = RulesFile.class.getResourceAsStream(USUAL)) {
            if (resource == null) {
                throw new IllegalStateException("the build lacks " + USUAL);
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + USUAL, e);
        }
    }

    /** The rules that come with SpeechEQ. */
    public static AlertRuleBook usual() {
        try {
            return new AlertRuleBook("", parse(usualText()).rules());
        } catch (InvalidRulesException e) {
            throw new IllegalStateException("the rules that come with SpeechEQ are not valid", e);
        }
    }

    /**
     * The rules of that text.
     *
     * @throws InvalidRulesException with every problem that there is
     */
    public static AlertRuleBook parse(String yaml) throws InvalidRulesException {
        return parse(yaml, false);
    }

    private static AlertRuleBook parse(String yaml, boolean mayRepeatKeys) throws InvalidRulesException {
        List<String> problems = new ArrayList<>();
        List<AlertRule> rules = new ArrayList<>();
        root(yaml, problems).ifPresent(root -> readRoot(root, mayRepeatKeys, rules, problems));
        if (!problems.isEmpty()) {
            throw new InvalidRulesException(problems);
        }
        return new AlertRuleBook(sha256(yaml), rules);
    }

    /**
     * The rules of a text that was parsed before; none of an empty one. Earlier versions took keys that stand twice: of
     * those of a rule the last one holds, and of two lists both, as they did then.
     *
     * @throws IllegalArgumentException when it is not valid after all
     */
    public static AlertRuleBook parseOwn(String yaml) {
        if (yaml.isEmpty()) {
            return AlertRuleBook.none();
        }
        try {
            return yaml.equals(usualText()) ? usual() : parse(yaml, true);
        } catch (InvalidRulesException e) {
            throw new IllegalArgumentException("alert rules: " + e.getMessage(), e);
        }
    }

    /** Of the text's UTF-8 bytes, lower-case hexadecimal. */
    public static String sha256(String yaml) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Optional<Node> root(String yaml, List<String> problems) {
        LoadSettings settings = LoadSettings.builder().setLabel("rules").build();
        try {
            Optional<Node> root = new Compose(settings).composeString(yaml);
            if (root.isEmpty()) {
                problems.add("line 1: the file is empty; write 'rules:' and a list of rules");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problems.add(line(e.getProblemMark()) + "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add("line 1: not YAML: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
        }
        return Optional.empty();
    }

    private static void readRoot(Node root, boolean mayRepeatKeys, List<AlertRule> rules, List<String> problems) {
        if (!(root instanceof MappingNode mapping)) {
            problems.add(line(root) + "the file must be 'rules:' and a list of rules");
            return;
        }
        boolean isRead = false;
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!key.equals("rules")) {
                problems.add(line(entry.getKeyNode()) + "there is no '" + key + "' here; the file has 'rules:' alone");
                continue;
            }
            if (isRead && !mayRepeatKeys) {
                problems.add(line(entry.getKeyNode()) + "'rules:' stands in the file twice; make them one list");
                continue;
            }
            isRead = true;
            if (entry.getValueNode() instanceof SequenceNode list) {
                readRules(list, mayRepeatKeys, rules, problems);
            } else {
                problems.add(line(entry.getValueNode()) + "'rules' must be a list, each rule behind a dash");
            }
        }
    }

    private static void readRules(
            SequenceNode list, boolean mayRepeatKeys, List<AlertRule> rules, List<String> problems) {
        Set<String> names = new HashSet<>();
        if (list.getValue().size() > MOST_RULES) {
            problems.add(line(list) + "there are more than " + MOST_RULES + " rules");
            return;
        }
        for (Node node : list.getValue()) {
            if (node instanceof MappingNode mapping) {
                new RuleReading(mapping, mayRepeatKeys, problems).rule().ifPresent(rule -> {
                    if (!names.add(rule.name())) {
                        problems.add(line(node) + "a rule before it is named '" + rule.name() + "' too");
                    }
                    rules.add(rule);
                });
            } else {
                problems.add(line(node) + "a rule is a list of 'key: value', beginning with 'name'");
            }
        }
    }

    static String line(Node node) {
        return line(node.getStartMark());
    }

    private static String line(Optional<Mark> mark) {
        return mark.map(place -> "line " + (place.getLine() + 1) + ": ").orElse("");
    }
}
