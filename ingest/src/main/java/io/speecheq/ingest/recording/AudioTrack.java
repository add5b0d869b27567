package io.speecheq.ingest.recording;

import static io.speecheq.ingest.recording.FfmpegLibrary.checked;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The first audio track of a file, decoded by {@link FfmpegLibrary} one block of frames at a time. Rate and channels are those
 * of its first block; where they change on the way (files put end to end), what follows is brought to them. The decoder leaves
 * out the encoder's delay and padding.
 *
 * <p>Sole owner of all native memory behind it, freed by {@link #close}; owned by one thread.
 */
final class AudioTrack implements Closeable {

    private final AVFormatContext container = new AVFormatContext(null);
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame decoded = avutil.av_frame_alloc();
    private final AVFrame block = avutil.av_frame_alloc();
    private final AVChannelLayout layout = new AVChannelLayout();
    private final SwrContext converter = swresample.swr_alloc();
    private AVCodecContext decoder = new AVCodecContext(null);

    private int stream;
    private int sampleRateHz;
    private boolean isDecodedAhead;
    private boolean isDraining;
    private boolean isAtEnd;
    private boolean isCutByError;
    private boolean isClosed;
    private long packets;
    private long damagedPackets;
    private int lastError;

    private AudioTrack() {}

    /**
     * Decodes up to the first block.
     *
     * @throws IOException with the library's reason if there is no audio that it can decode
     */
    static AudioTrack open(Path file) throws IOException {
        AudioTrack track = new AudioTrack();
        try {
            track.openContainer(file);
            track.openDecoder();
            track.decodeAhead();
            return track;
        } catch (IOException | RuntimeException | Error e) {
            track.close();
            throw e;
        }
    }

    private void openContainer(Path file) throws IOException {
        AVDictionary options = new AVDictionary(null);
        try (BytePointer address = new BytePointer(FfmpegInput.address(file), namesOfFiles())) {
            checked(avutil.av_dict_set(options, "protocol_whitelist", FfmpegInput.PROTOCOLS, 0));
            checked(avutil.av_dict_set(options, "format_whitelist", FfmpegInput.FORMATS, 0));
            checked(avformat.avformat_open_input(container, address, null, options));
        } finally {
            avutil.av_dict_free(options);
        }
        // What it finds out of tracks it did not understand does not matter as long as there is an audio track.
        avformat.avformat_find_stream_info(container, (AVDictionary) null);
    }

    private static Charset namesOfFiles() {
        boolean isWindows = File.separatorChar == '\\';
        return isWindows
                ? StandardCharsets.UTF_8
                : Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name()));
    }

    private void openDecoder() throws IOException {
        stream = firstAudioStream();
        AVStream source = container.streams(stream);
        AVCodec codec = avcodec.avcodec_find_decoder(source.codecpar().codec_id());
        if (codec == null) {
            String name = avcodec.avcodec_get_name(source.codecpar().codec_id()).getString(StandardCharsets.UTF_8);
            throw new IOException("no decoder for " + name);
        }
        decoder = avcodec.avcodec_alloc_context3(codec);
        checked(avcodec.avcodec_parameters_to_context(decoder, source.codecpar()));
        // By this the decoder knows how many samples the encoder put in front.
        decoder.pkt_timebase(source.time_base());
        checked(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null));
    }

    private int firstAudioStream() throws IOException {
        int found = -1;
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream candidate = container.streams(i);
            if (found < 0 && candidate.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                found = i;
            } else {
                candidate.discard(avcodec.AVDISCARD_ALL);
            }
        }
        if (found < 0) {
            throw new IOException("the file matches no streams of audio");
        }
        return found;
    }

    private void decodeAhead() throws IOException {
        isDecodedAhead = decode();
        if (!isDecodedAhead) {
            throw new IOException(lastError == 0 ? "it holds no audio" : FfmpegLibrary.reason(lastError));
        }
        sampleRateHz = decoded.sample_rate();
        checked(avutil.av_channel_layout_copy(layout, decoded.ch_layout()));
    }

    int sampleRateHz() {
        return sampleRateHz;
    }

    int channels() {
        return layout.nb_channels();
    }

    PromisedLength promisedLength() {
        boolean isGuess = container.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE;
        AVStream source = container.streams(stream);
        AVRational unit = source.time_base();
        if (source.duration() > 0) {
            return new PromisedLength(OptionalDouble.of((double) source.duration() * unit.num() / unit.den()), isGuess);
        }
        return new PromisedLength(
                container.duration() > 0
                        ? OptionalDouble.of((double) container.duration() / avutil.AV_TIME_BASE)
                        : OptionalDouble.empty(),
                isGuess);
    }

    /** Decodes the next block; returns its number of frames, or 0 at the end. */
    int nextBlock() throws IOException {
        if (isClosed) {
            throw new IOException("is closed");
        }
        while (!isAtEnd) {
            boolean isThere = isDecodedAhead || decode();
            isDecodedAhead = false;
            isAtEnd = !isThere;
            convert(isThere ? decoded : null);
            if (block.nb_samples() > 0) {
                return block.nb_samples();
            }
        }
        return 0;
    }

    /** Copies from the present block, samples in [-1, 1), to the front of {@code [channels][...]}. */
    void copyTo(float[][] perChannel, int fromFrame, int frames) {
        for (int channel = 0; channel < perChannel.length; channel++) {
            new FloatPointer(block.extended_data(channel)).position(fromFrame).get(perChannel[channel], 0, frames);
        }
    }

    /** Why the track may hold less than it should, once its end is reached. */
    Optional<String> breakage() {
        if (lastError != 0 && (isCutByError || 3 * damagedPackets > 2 * packets)) {
            return Optional.of(FfmpegLibrary.reason(lastError));
        }
        return Optional.empty();
    }

    /** Whether there was another block; a damaged packet is left out. */
    private boolean decode() {
        while (true) {
            int code = avcodec.avcodec_receive_frame(decoder, decoded);
            if (code >= 0) {
                nameChannels();
                return true;
            }
            if (code != avutil.AVERROR_EAGAIN()) {
                countDamage(code);
            }
            if (isDraining) {
                return false;
            }
            feed();
        }
    }

    /** The usual places for channels that come without any, so that the conversion finds the same ones in every block. */
    private void nameChannels() {
        AVChannelLayout channels = decoded.ch_layout();
        if (channels.order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
            avutil.av_channel_layout_default(channels, channels.nb_channels());
        }
    }

    private void countDamage(int code) {
        if (code < 0 && code != avutil.AVERROR_EOF) {
            damagedPackets++;
            lastError = code;
        }
    }

    /** Gives the decoder the next packet, or word that there is none. */
    private void feed() {
        boolean isFed = false;
        while (!isFed) {
            int code = avformat.av_read_frame(container, packet);
            if (code < 0) {
                isDraining = true;
                isCutByError = code != avutil.AVERROR_EOF;
                lastError = isCutByError ? code : lastError;
                avcodec.avcodec_send_packet(decoder, null);
                return;
            }
            isFed = packet.stream_index() == stream;
            if (isFed) {
                packets++;
                countDamage(avcodec.avcodec_send_packet(decoder, packet));
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /** To planar floats at the track's rate; without a frame, to what the conversion held back. */
    private void convert(@Nullable AVFrame frame) throws IOException {
        int code = convertOnce(frame);
        if (code == avutil.AVERROR_INPUT_CHANGED) {
            swresample.swr_close(converter);
            code = convertOnce(frame);
        }
        checked(code);
    }

    private int convertOnce(@Nullable AVFrame frame) throws IOException {
        avutil.av_frame_unref(block);
        block.format(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(sampleRateHz);
        checked(avutil.av_channel_layout_copy(block.ch_layout(), layout));
        return swresample.swr_convert_frame(converter, block, frame);
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        swresample.swr_free(converter);
        avutil.av_frame_free(block);
        avutil.av_frame_free(decoded);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        avformat.avformat_close_input(container);
        avutil.av_channel_layout_uninit(layout);
        layout.close();
    }
}
