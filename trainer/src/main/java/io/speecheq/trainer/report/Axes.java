package io.speecheq.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of lines in this project's style. Owned by one thread until it is drawn. */
final class Axes {
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);
    private static final BasicStroke SOLID = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** About what a name takes in a legend, beside its letters. */
    private static final int LEGEND_LINE = 50;

    private static final int LEGEND_LETTER = 8;

    private final XYChart chart;
    private int legendWidth;

    Axes(String title, String x, String y, int width, int height) {
        chart = new XYChart(width, height, Styler.ChartTheme.GGPlot2);
        chart.setTitle(title);
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setLegendBorderColor(Color.WHITE)
                .setLegendBackgroundColor(Color.WHITE)
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15))
                .setChartTitleBoxVisible(false)
                .setChartFontColor(Colours.TEXT)
                .setMarkerSize(8);
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setAxisTickLabelsColor(Colours.FAINT)
                .setPlotGridLinesColor(Colours.GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setPlotMargin(0)
                .setXAxisTickMarkSpacingHint(90);
        style.setXAxisTitleColor(Colours.TEXT).setYAxisTitleColor(Colours.TEXT);
    }

    Axes across(double from, double to) {
        chart.getStyler().setXAxisMin(from).setXAxisMax(to);
        return this;
    }

    Axes up(double from, double to) {
        chart.getStyler().setYAxisMin(from).setYAxisMax(to);
        return this;
    }

    Axes wholeSteps() {
        chart.getStyler().setXAxisDecimalPattern("0");
        return this;
    }

    /** A line without points. */
    Axes line(String name, Color colour, List<Double> x, List<Double> y) {
        return add(name, colour, SOLID, SeriesMarkers.NONE, x, y);
    }

    /** A line whose points are marked. */
    Axes points(String name, Color colour, List<Double> x, List<Double> y) {
        return add(name, colour, SOLID, SeriesMarkers.CIRCLE, x, y);
    }

    /** A line to compare with. */
    Axes dashed(String name, List<Double> x, List<Double> y) {
        return add(name, Colours.FAINT, DASHED, SeriesMarkers.NONE, x, y);
    }

    private Axes add(String name, Color colour, BasicStroke stroke, Marker marker, List<Double> x, List<Double> y) {
        legendWidth += LEGEND_LINE + LEGEND_LETTER * name.length();
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarker(marker);
        series.setMarkerColor(colour);
        return this;
    }

    /** The image; a legend too wide for it goes one name a line. */
    BufferedImage draw() {
        if (legendWidth > chart.getWidth()) {
            chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** Images of one height next to each other. */
    static BufferedImage beside(List<BufferedImage> images) {
        int width = images.stream().mapToInt(BufferedImage::getWidth).sum();
        int height = images.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        int left = 0;
        for (BufferedImage image : images) {
            graphics.drawImage(image, left, 0, null);
            left += image.getWidth();
        }
        graphics.dispose();
        return all;
    }

    /** The width of the n-th of so many panels that share one exactly. */
    static int share(int width, int n, int panels) {
        return width * (n + 1) / panels - width * n / panels;
    }
}
