package io.speecheq.sinks.alert;

import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One rule as it is read: its keys and what is wrong with them. */
final class RuleReading {

    private static final List<String> KEYS = List.of(
            "name",
            "channel",
            "when",
            "emotion",
            "at-least",
            "at-most",
            "for",
            "from",
            "to",
            "not",
            "moment",
            "severity");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|s|m)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)\\s*%");

    private final MappingNode node;
    private final boolean mayRepeatKeys;
    private final List<String> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param mayRepeatKeys the last of several holds */
    RuleReading(MappingNode node, boolean mayRepeatKeys, List<String> problems) {
        this.node = node;
        this.mayRepeatKeys = mayRepeatKeys;
        this.problems = problems;
    }

    /** A place in a call: a share of it, or milliseconds. */
    private record Place(boolean isRelative, double value) {}

    /** The rule; nothing where something is wrong with it, which is then noted. */
    Optional<AlertRule> rule() {
        int before = problems.size();
        readKeys();
        Optional<String> name = text("name", RuleReading::name);
        Optional<Measure> measure = text("when", text -> symbol(Measure.class, text));
        boolean isAtLeast = !values.containsKey("at-most");
        if (values.containsKey("at-least") == values.containsKey("at-most")) {
            problem(node, "a rule has either 'at-least' or 'at-most'");
        }
        double threshold =
                text(isAtLeast ? "at-least" : "at-most", RuleReading::number).orElse(0.0);
        boolean isAfterCall = text("moment", RuleReading::moment).equals(Optional.of("after-call"));
        String channel = text("channel", RuleReading::channel).orElse("customer");
        AlertSeverity severity =
                text("severity", text -> symbol(AlertSeverity.class, text)).orElse(AlertSeverity.WARNING);
        long forMillis = text("for", RuleReading::millis).orElse(0L);
        boolean isNegated = text("not", RuleReading::truth).orElse(false);
        CallRange range = range();
        Set<EmotionCategory> emotions = emotions();
        if (measure.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        AlertRule rule = new AlertRule(
                name.get(),
                channel,
                measure.get(),
                emotions,
                isAtLeast,
                threshold,
                forMillis,
                range,
                isNegated,
                isAfterCall,
                severity);
        checkTogether(rule);
        return problems.size() > before ? Optional.empty() : Optional.of(rule);
    }

    private void checkTogether(AlertRule rule) {
        if (rule.range().isRelative() && !rule.isAfterCall()) {
            problem(at("from", "to"), "shares of a call are known after it: write 'moment: after-call', or times");
        }
        if (rule.isAfterCall() && rule.forMillis() > 0) {
            problem(at("for"), "'for' is about a call that lasts; a rule after the call has none");
        }
        if (rule.isAboutCall() && !rule.measure().isOfTalk()) {
            problem(at("channel"), "only silence and interruption are about the whole call; name a channel, or any");
        }
        boolean needsEmotion = rule.measure() == Measure.EMOTION || rule.measure() == Measure.SHARE;
        if (needsEmotion && !values.containsKey("emotion")) {
            problem(node, "'when: " + lower(rule.measure()) + "' needs an 'emotion'");
        }
        if ((rule.measure().isOfTalk() || rule.measure() == Measure.TREND) && values.containsKey("emotion")) {
            problem(at("emotion"), "'when: " + lower(rule.measure()) + "' is about no emotion");
        }
        if (rule.measure() == Measure.TREND && !rule.range().equals(CallRange.WHOLE)) {
            problem(at("from", "to"), "a trend is that of the whole call");
        }
        double most = rule.measure() == Measure.EMOTION || rule.measure() == Measure.SHARE
                ? 1
                : rule.measure() == Measure.INTENSITY ? 4 : Double.MAX_VALUE;
        if (rule.threshold() > most || (rule.threshold() < 0 && rule.measure() != Measure.TREND)) {
            problem(
                    at("at-least", "at-most"),
                    "the threshold of " + lower(rule.measure()) + " lies in 0.." + AlertRule.number(Math.min(most, 1e6))
                            + ", not at " + AlertRule.number(rule.threshold()));
        }
    }

    private void readKeys() {
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (values.containsKey(key) && !mayRepeatKeys) {
                problem(
                        entry.getKeyNode(),
                        "'" + key + "' stands in this rule twice; is a '- ' missing before the next one?");
            } else if (KEYS.contains(key)) {
                values.put(key, entry.getValueNode());
            } else {
                problem(
                        entry.getKeyNode(),
                        "there is no '" + key + "' in a rule; there are " + String.join(", ", KEYS));
            }
        }
        for (String needed : List.of("name", "when")) {
            if (!values.containsKey(needed)) {
                problem(node, "a rule needs '" + needed + "'");
            }
        }
    }

    /** The key's value; nothing where there is none, or none that could be read, which is then noted. */
    private <T> Optional<T> text(String key, Function<String, T> parser) {
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            if (value instanceof ScalarNode scalar) {
                return Optional.of(parser.apply(scalar.getValue().strip()));
            }
            problem(value, "'" + key + "' must be one value");
        } catch (IllegalArgumentException e) {
            problem(value, "'" + key + "': " + e.getMessage());
        }
        return Optional.empty();
    }

    private CallRange range() {
        Optional<Place> from = text("from", RuleReading::place);
        Optional<Place> to = text("to", RuleReading::place);
        Optional<Place> either = from.or(() -> to);
        if (either.isEmpty()) {
            return CallRange.WHOLE;
        }
        boolean isRelative = either.get().isRelative();
        if (to.isPresent() && to.get().isRelative() != isRelative) {
            problem(at("to"), "'from' and 'to' must both be times, or both shares such as 75 %");
            return CallRange.WHOLE;
        }
        double begin = from.map(Place::value).orElse(0.0);
        double end = to.map(Place::value).orElse(isRelative ? 1 : Double.POSITIVE_INFINITY);
        if (begin >= end || (isRelative && end > 1)) {
            problem(at("from", "to"), "'from' must lie before 'to', and within the call");
            return CallRange.WHOLE;
        }
        return new CallRange(isRelative, begin, end);
    }

    private Set<EmotionCategory> emotions() {
        Node value = values.get("emotion");
        if (value == null) {
            return EnumSet.allOf(EmotionCategory.class);
        }
        List<Node> named = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        List<EmotionCategory> emotions = new ArrayList<>();
        for (Node one : named) {
            try {
                emotions.add(symbol(EmotionCategory.class, one instanceof ScalarNode scalar ? scalar.getValue() : ""));
            } catch (IllegalArgumentException e) {
                problem(one, "'emotion': " + e.getMessage());
            }
        }
        return emotions.isEmpty() ? EnumSet.allOf(EmotionCategory.class) : EnumSet.copyOf(emotions);
    }

    /** Where the first of these keys stands. */
    private Node at(String... keys) {
        for (String key : keys) {
            Node value = values.get(key);
            if (value != null) {
                return value;
            }
        }
        return node;
    }

    private void problem(Node place, String problem) {
        problems.add(RulesFile.line(place) + problem);
    }

    private static <E extends Enum<E>> E symbol(Class<E> type, String text) {
        for (E symbol : type.getEnumConstants()) {
            if (lower(symbol).equals(text)) {
                return symbol;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is none of "
                + java.util.Arrays.stream(type.getEnumConstants())
                        .map(RuleReading::lower)
                        .collect(Collectors.joining(", ")));
    }

    private static String lower(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not made of 1 to 100 letters, digits, blanks, . _ -");
        }
        return text;
    }

    private static String channel(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("name a channel, or write any or call");
        }
        return text;
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is not finite.
        }
        throw new IllegalArgumentException("'" + text + "' is no number");
    }

    private static String moment(String text) {
        if (!text.equals("live") && !text.equals("after-call")) {
            throw new IllegalArgumentException("'" + text + "' is neither live nor after-call");
        }
        return text;
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private static long millis(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 800ms, 5s or 2m");
        }
        double unit = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
        return Math.round(Double.parseDouble(matcher.group(1)) * unit);
    }

    private static Place place(String text) {
        Matcher percent = PERCENT.matcher(text);
        return percent.matches()
                ? new Place(true, Double.parseDouble(percent.group(1)) / 100)
                : new Place(false, millis(text));
    }
}
