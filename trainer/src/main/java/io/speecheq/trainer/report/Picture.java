package io.speecheq.trainer.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A drawn picture as PNG. Immutable. */
public final class Picture {
    private final int width;
    private final int height;
    private final byte[] png;

    private Picture(int width, int height, byte[] png) {
        this.width = width;
        this.height = height;
        this.png = png;
    }

    static Picture of(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", out)) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture(image.getWidth(), image.getHeight(), out.toByteArray());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public void write(Path file) throws IOException {
        Files.write(file, png);
    }

    String dataUri() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
