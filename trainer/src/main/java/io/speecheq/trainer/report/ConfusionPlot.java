package io.speecheq.trainer.report;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.evaluation.Scoreboard;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which emotion is taken for which: a row for each label that occurs, a column for each of the nine answers. A cell is the darker the
 * greater its share of the row, and has that share and the number of clips. XChart's heat map has neither two numbers in a cell nor
 * swatches beside the names.
 */
public record ConfusionPlot(String title, Scoreboard board) implements Plot {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font COUNTS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final int LEFT = 112;
    private static final int TOP = 78;
    private static final int MARGIN = 12;
    private static final int SWATCH = 10;

    @Override
    public Picture draw(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        text(graphics, TITLE, Colours.TEXT, title, MARGIN, 24);
        text(
                graphics,
                COUNTS,
                Colours.FAINT,
                "rows: labelled; columns: predicted; cells: share of row, clips",
                MARGIN,
                42);
        EmotionCategory[] told = EmotionCategory.values();
        List<EmotionCategory> labelled = List.copyOf(board.recalls().keySet());
        double cellWidth = (double) (width - LEFT - MARGIN) / told.length;
        double cellHeight = (double) (height - TOP - MARGIN) / labelled.size();
        for (int column = 0; column < told.length; column++) {
            name(graphics, told[column], (int) (LEFT + column * cellWidth) + 1, TOP - 10);
        }
        for (int row = 0; row < labelled.size(); row++) {
            name(graphics, labelled.get(row), MARGIN, (int) (TOP + (row + 0.5) * cellHeight) + 5);
            for (int column = 0; column < told.length; column++) {
                Cell cell = Cell.of(board, labelled.get(row), told[column]);
                int x = (int) (LEFT + column * cellWidth);
                int y = (int) (TOP + row * cellHeight);
                cell.draw(graphics, x, y, (int) cellWidth - 1, (int) cellHeight - 1);
            }
        }
        graphics.dispose();
        return Picture.of(image);
    }

    private static void name(Graphics2D graphics, EmotionCategory emotion, int x, int baseline) {
        graphics.setColor(Colours.of(emotion));
        graphics.fillRect(x, baseline - SWATCH, SWATCH, SWATCH);
        text(graphics, NAMES, Colours.TEXT, emotion.name().toLowerCase(Locale.ROOT), x + SWATCH + 4, baseline);
    }

    private static void text(Graphics2D graphics, Font font, Color colour, String words, int x, int baseline) {
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(words, x, baseline);
    }

    /** How many clips of a row were taken for one emotion. */
    private record Cell(long clips, long inRow) {
        static Cell of(Scoreboard board, EmotionCategory gold, EmotionCategory told) {
            long inRow = Arrays.stream(EmotionCategory.values())
                    .mapToLong(any -> board.confused(gold, any))
                    .sum();
            return new Cell(board.confused(gold, told), inRow);
        }

        void draw(Graphics2D graphics, int x, int y, int width, int height) {
            double share = (double) clips / inRow;
            graphics.setColor(shade(share));
            graphics.fillRect(x, y, width, height);
            if (clips == 0) {
                return;
            }
            Color ink = share > 0.5 ? Color.WHITE : Colours.TEXT;
            String percent = Math.round(share * 100) + " %";
            centred(graphics, NAMES, ink, percent, x + width / 2, y + height / 2 - 1);
            centred(graphics, COUNTS, ink, String.valueOf(clips), x + width / 2, y + height / 2 + 14);
        }

        private static void centred(Graphics2D graphics, Font font, Color colour, String words, int centre, int y) {
            int half = graphics.getFontMetrics(font).stringWidth(words) / 2;
            text(graphics, font, colour, words, centre - half, y);
        }

        /** From nearly white to blue. */
        private static Color shade(double share) {
            Color full = Colours.BLUE;
            return new Color(
                    (int) Math.round(244 + share * (full.getRed() - 244)),
                    (int) Math.round(246 + share * (full.getGreen() - 246)),
                    (int) Math.round(248 + share * (full.getBlue() - 248)));
        }
    }
}
