package io.speecheq.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** The pens of a plot: an image's graphics with the plot's fonts, greys and hatching. Lengths in pixels. One thread. */
final class Ink {

    static final Color TEXT = new Color(0x222222);
    static final Color FAINT_TEXT = new Color(0x6B6B6B);
    static final Color GRID = new Color(0xE4E4E4);
    static final Color FRAME = new Color(0xB8B8B8);
    private static final Color HATCH_GROUND = new Color(0xF4F4F4);
    private static final Color HATCH_LINE = new Color(0xCFCFCF);
    private static final int HATCH_STEP = 7;

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font BODY = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private final Graphics2D graphics;

    private Ink(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /** Pens over a white image. */
    static Ink on(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        return new Ink(graphics);
    }

    void dispose() {
        graphics.dispose();
    }

    void fill(Color colour, Shape shape) {
        graphics.setColor(colour);
        graphics.fill(shape);
    }

    void fill(Color colour, int x, int y, int width, int height) {
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
    }

    void stroke(Color colour, float width, Shape shape) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    void line(Color colour, double x1, double y1, double x2, double y2) {
        stroke(colour, 1, new java.awt.geom.Line2D.Double(x1, y1, x2, y2));
    }

    void frame(int x, int y, int width, int height) {
        stroke(FRAME, 1, new java.awt.geom.Rectangle2D.Double(x - 0.5, y - 0.5, width + 1.0, height + 1.0));
    }

    /** Light grey, striped: where there is nothing to show. */
    void hatch(int x, int y, int width, int height) {
        fill(HATCH_GROUND, x, y, width, height);
        Shape before = graphics.getClip();
        graphics.clip(new Rectangle(x, y, width, height));
        // The stripes hang together across neighbouring areas: their phase is that of the image.
        int first = x - height - Math.floorMod(x - height, HATCH_STEP);
        for (int from = first; from < x + width; from += HATCH_STEP) {
            line(HATCH_LINE, from, y + height, from + height, y);
        }
        graphics.setClip(before);
    }

    /** Text whose baseline begins at (x, y). */
    void text(Font font, Color colour, String text, double x, double y) {
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(text, (float) x, (float) y);
    }

    void textRightAligned(Font font, Color colour, String text, double right, double y) {
        text(font, colour, text, right - widthOf(font, text), y);
    }

    void textCentred(Font font, Color colour, String text, double centre, double y) {
        text(font, colour, text, centre - widthOf(font, text) / 2, y);
    }

    double widthOf(Font font, String text) {
        return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    }

    /** Text on a coloured ground: black or white, whichever stands out more (relative luminance, ITU-R BT.709). */
    static Color readableOn(Color ground) {
        double luminance = 0.2126 * ground.getRed() + 0.7152 * ground.getGreen() + 0.0722 * ground.getBlue();
        return luminance > 120 ? TEXT : Color.WHITE;
    }
}
