package io.speecheq.trainer.report;

import java.util.List;

/**
 * A table whose first column names its rows.
 *
 * @param rows as many cells in each as there are columns
 */
public record Table(String caption, List<String> columns, List<List<String>> rows) implements Block {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns: " + row);
            }
        }
    }

    @Override
    public String html() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table>\n<caption>")
                .append(Html.escape(caption))
                .append("</caption>\n<thead><tr>");
        columns.forEach(
                column -> html.append("<th>").append(Html.escape(column)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(Html.escape(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }
}
