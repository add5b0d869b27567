package io.speecheq.trainer.report;

import java.util.ArrayList;
import java.util.List;

/** Names and values, in order: what was run, with what, on what. */
public record Facts(List<Fact> facts) implements Block {
    /** One name and its value. */
    public record Fact(String name, String value) {}

    public Facts {
        facts = List.copyOf(facts);
    }

    public static Facts none() {
        return new Facts(List.of());
    }

    /** These facts and one more. */
    public Facts and(String name, Object value) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(name, String.valueOf(value)));
        return new Facts(more);
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<dl>\n");
        for (Fact fact : facts) {
            html.append("<dt>").append(Html.escape(fact.name())).append("</dt><dd>");
            html.append(Html.escape(fact.value())).append("</dd>\n");
        }
        return html.append("</dl>\n").toString();
    }
}
