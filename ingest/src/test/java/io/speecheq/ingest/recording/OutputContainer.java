package io.speecheq.ingest.recording;

import static io.speecheq.ingest.recording.FfmpegLibrary.checked;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** A file that ffmpeg's library writes, its format told by the file's ending. */
final class OutputContainer implements AutoCloseable {

    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext bytes = new AVIOContext(null);

    private OutputContainer() {}

    static OutputContainer of(Path target) throws IOException {
        if (FfmpegLibrary.problem().isPresent()) {
            throw new IOException(FfmpegLibrary.problem().get());
        }
        OutputContainer container = new OutputContainer();
        try (BytePointer address = new BytePointer(FfmpegInput.address(target), StandardCharsets.UTF_8)) {
            checked(avformat.avformat_alloc_output_context2(container.context, null, null, address));
            checked(avformat.avio_open(container.bytes, address, avformat.AVIO_FLAG_WRITE));
            container.context.pb(container.bytes);
            return container;
        } catch (IOException e) {
            container.close();
            throw e;
        }
    }

    /** A file with one picture and no sound. */
    static void writePicture(byte[] jpeg, int width, int height, Path target) throws IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        try (OutputContainer container = of(target)) {
            AVStream stream = container.newStream();
            stream.codecpar().codec_type(avutil.AVMEDIA_TYPE_VIDEO).codec_id(avcodec.AV_CODEC_ID_MJPEG);
            stream.codecpar().width(width).height(height);
            container.begin();
            checked(avcodec.av_new_packet(packet, jpeg.length));
            packet.data().put(jpeg);
            packet.pts(0).dts(0).duration(1).flags(avcodec.AV_PKT_FLAG_KEY);
            container.write(packet);
            container.finish();
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    int audioCodec() {
        return format().audio_codec();
    }

    boolean isHeaderGlobal() {
        return (format().flags() & avformat.AVFMT_GLOBALHEADER) != 0;
    }

    private AVOutputFormat format() {
        return context.oformat();
    }

    AVStream newStream() {
        return avformat.avformat_new_stream(context, null);
    }

    /** Writes the header. */
    void begin(String... options) throws IOException {
        AVDictionary dictionary = new AVDictionary(null);
        try {
            for (int i = 0; i < options.length; i += 2) {
                checked(avutil.av_dict_set(dictionary, options[i], options[i + 1], 0));
            }
            checked(avformat.avformat_write_header(context, dictionary));
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    void write(AVPacket packet) throws IOException {
        checked(avformat.av_interleaved_write_frame(context, packet));
    }

    void finish() throws IOException {
        checked(avformat.av_write_trailer(context));
    }

    @Override
    public void close() {
        if (!bytes.isNull()) {
            avformat.avio_closep(bytes);
        }
        avformat.avformat_free_context(context);
    }
}
