package io.speecheq.ingest.recording;

import static io.speecheq.ingest.recording.FfmpegLibrary.checked;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes compressed recordings with the encoders of ffmpeg's library. */
final class Encoder implements AutoCloseable {

    private static final int DEFAULT_FRAMES = 1_024;

    private final OutputContainer container;
    private final AVCodec codec;
    private final AVCodecContext encoder;
    private final SwrContext converter = swresample.swr_alloc();
    private final AVFrame given = avutil.av_frame_alloc();
    private final AVFrame converted = avutil.av_frame_alloc();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVRational tick;
    private AVStream stream = new AVStream(null);

    private Encoder(OutputContainer container, String codecName, int channels, int rateHz) {
        this.container = container;
        codec = codecName.isEmpty()
                ? avcodec.avcodec_find_encoder(container.audioCodec())
                : avcodec.avcodec_find_encoder_by_name(codecName);
        if (codec == null) {
            throw new IllegalArgumentException("no encoder " + codecName);
        }
        encoder = avcodec.avcodec_alloc_context3(codec);
        tick = new AVRational().num(1).den(rateHz);
        encoder.sample_rate(rateHz);
        encoder.time_base(tick);
        avutil.av_channel_layout_from_string(
                encoder.ch_layout(), channels == 4 ? "quad" : channels == 2 ? "stereo" : "mono");
    }

    /**
     * Encodes {@code [channels][frames]}, one, two or four channels.
     *
     * @param codec the encoder's name, or nothing for the usual one of the container, which the file's ending tells
     * @param options names and values, one after the other, for the container's writer
     */
    static void encode(float[][] samples, int rateHz, String codec, Path target, String... options) throws IOException {
        try (OutputContainer container = OutputContainer.of(target);
                Encoder encoder = new Encoder(container, codec, samples.length, rateHz)) {
            encoder.open(options);
            encoder.encode(samples);
            container.finish();
        }
    }

    private void open(String... options) throws IOException {
        try (PointerPointer<IntPointer> formats = new PointerPointer<>(1)) {
            checked(avcodec.avcodec_get_supported_config(
                    encoder, codec, avcodec.AV_CODEC_CONFIG_SAMPLE_FORMAT, 0, formats, new IntPointer(1)));
            encoder.sample_fmt(formats.get(IntPointer.class).get(0));
        }
        if (container.isHeaderGlobal()) {
            encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        checked(avcodec.avcodec_open2(encoder, codec, (AVDictionary) null));
        stream = container.newStream();
        checked(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
        stream.time_base(tick);
        container.begin(options);
    }

    private void encode(float[][] samples) throws IOException {
        int size = encoder.frame_size() > 0 ? encoder.frame_size() : DEFAULT_FRAMES;
        for (int from = 0; from < samples[0].length; from += size) {
            convert(samples, from, Math.min(size, samples[0].length - from));
            checked(avcodec.avcodec_send_frame(encoder, converted));
            writePackets();
        }
        checked(avcodec.avcodec_send_frame(encoder, null));
        writePackets();
    }

    private void convert(float[][] samples, int from, int count) throws IOException {
        describe(given, avutil.AV_SAMPLE_FMT_FLTP).nb_samples(count);
        checked(avutil.av_frame_get_buffer(given, 0));
        for (int channel = 0; channel < samples.length; channel++) {
            new FloatPointer(given.extended_data(channel)).put(samples[channel], from, count);
        }
        describe(converted, encoder.sample_fmt());
        checked(swresample.swr_convert_frame(converter, converted, given));
        converted.pts(from);
    }

    private AVFrame describe(AVFrame frame, int format) throws IOException {
        avutil.av_frame_unref(frame);
        checked(avutil.av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout()));
        return frame.format(format).sample_rate(encoder.sample_rate());
    }

    private void writePackets() throws IOException {
        while (avcodec.avcodec_receive_packet(encoder, packet) >= 0) {
            avcodec.av_packet_rescale_ts(packet, tick, stream.time_base());
            packet.stream_index(stream.index());
            container.write(packet);
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(converted);
        avutil.av_frame_free(given);
        swresample.swr_free(converter);
        avcodec.avcodec_free_context(encoder);
        tick.close();
    }
}
