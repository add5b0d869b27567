package io.speecheq.app.plot;

import io.speecheq.app.analysis.CallReport;
import io.speecheq.app.analysis.ChannelReport;
import io.speecheq.schemas.record.EmotionCategory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Calls as a picture: for each call its channels one under the other over a common time axis, and one legend. PNG, 1600 pixels wide. */
public final class TrajectoryPlot {

    private static final int WIDTH = 1600;
    private static final int LEFT = 104;
    private static final int RIGHT = 76;
    private static final int MARGIN = 26;
    private static final int LEGEND = 40;
    private static final int TITLE = 34;
    private static final int CHANNEL_GAP = 18;
    private static final int AXIS = 46;
    private static final int CALLS_ON_A_PAGE = 12;

    private TrajectoryPlot() {}

    /**
     * Writes up to 12 calls to {@code path}, and each further 12 to {@code path} with -2, -3, … before the extension.
     *
     * @return what was written
     */
    public static List<Path> write(List<CallReport> calls, Path path) throws IOException {
        List<Path> pages = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += CALLS_ON_A_PAGE) {
            Path page = from == 0 ? path : numbered(path, pages.size() + 1);
            BufferedImage image = draw(calls.subList(from, Math.min(calls.size(), from + CALLS_ON_A_PAGE)));
            if (!ImageIO.write(image, "png", page.toFile())) {
                throw new IOException("this Java cannot write PNG images");
            }
            pages.add(page);
        }
        return pages;
    }

    static BufferedImage draw(List<CallReport> calls) {
        int height = MARGIN
                + LEGEND
                + calls.stream().mapToInt(TrajectoryPlot::height).sum()
                + MARGIN / 2;
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Ink ink = Ink.on(image);
        drawLegend(ink, MARGIN);
        int y = MARGIN + LEGEND;
        for (CallReport call : calls) {
            drawCall(ink, call, y);
            y += height(call);
        }
        ink.dispose();
        return image;
    }

    private static int height(CallReport call) {
        int panels = call.channels().stream()
                .mapToInt(channel -> ChannelPanel.height(channel) + CHANNEL_GAP)
                .sum();
        return TITLE + panels + AXIS;
    }

    private static void drawCall(Ink ink, CallReport call, int top) {
        ink.text(Ink.TITLE, Ink.TEXT, call.callId(), LEFT, top + 22);
        List<String> models = call.channels().stream()
                .flatMap(channel -> channel.trajectory().getModels().stream())
                .distinct()
                .toList();
        ink.textRightAligned(Ink.SMALL, Ink.FAINT_TEXT, String.join(", ", models), WIDTH - RIGHT, top + 22);
        long totalMillis = call.channels().stream()
                .mapToLong(TrajectoryPlot::totalMillis)
                .max()
                .orElse(0);
        TimeAxis axis = new TimeAxis(LEFT, WIDTH - LEFT - RIGHT, Math.max(1, totalMillis));
        int y = top + TITLE;
        for (ChannelReport channel : call.channels()) {
            new ChannelPanel(channel, axis).draw(ink, y);
            y += ChannelPanel.height(channel) + CHANNEL_GAP;
        }
        axis.draw(ink, y - CHANNEL_GAP / 2);
    }

    private static long totalMillis(ChannelReport channel) {
        return channel.windows().isEmpty()
                ? channel.trajectory().getDurations().getTotalMillis()
                : channel.windows().get(channel.windows().size() - 1).getEndMillis();
    }

    private static void drawLegend(Ink ink, int top) {
        double x = LEFT;
        for (EmotionCategory category : EmotionCategory.values()) {
            ink.fill(EmotionPalette.colour(category), (int) x, top, 18, 18);
            x += 25;
            ink.text(Ink.BODY, Ink.TEXT, EmotionPalette.label(category), x, top + 14.5);
            x += ink.widthOf(Ink.BODY, EmotionPalette.label(category)) + 18;
        }
        ink.hatch((int) x, top, 18, 18);
        ink.frame((int) x, top, 18, 18);
        ink.text(Ink.BODY, Ink.TEXT, "not assessed", x + 25, top + 14.5);
        x += 25 + ink.widthOf(Ink.BODY, "not assessed") + 18;
        for (int step = 0; step < 18; step++) {
            ink.fill(ChannelPanel.voice(step / 17.0), (int) x + step, top + 18 - step, 1, step);
        }
        ink.text(Ink.BODY, Ink.TEXT, "level, darker: speech", x + 25, top + 14.5);
    }

    private static Path numbered(Path path, int number) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return path.resolveSibling(stem + "-" + number + (dot > 0 ? name.substring(dot) : ""));
    }
}
