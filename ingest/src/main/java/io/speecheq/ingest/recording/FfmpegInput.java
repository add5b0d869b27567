package io.speecheq.ingest.recording;

import java.nio.file.Path;

/** How a file is named to ffmpeg, program or library, and what of it ffmpeg may open. */
final class FfmpegInput {

    /** Files alone: no format may reach for the network. */
    static final String PROTOCOLS = "file";

    /**
     * Containers of audio that stand for themselves. Not playlists and the like (hls, concat, dash, ...), through which a file
     * could make us read others.
     */
    static final String FORMATS =
            "3dostr,aa,aac,ac3,act,adts,aiff,alaw,amr,amrnb,amrwb,ape,asf,asf_o,au,avi,caf,dsf,dts,dtshd,eac3,flac,flv,g722,"
                    + "g723_1,g729,gsm,ilbc,iff,ircam,kvag,live_flv,loas,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,"
                    + "mpeg,mpegts,mulaw,mxf,nistsphere,nut,nsv,ogg,oma,paf,pvf,qcp,rm,rso,sbc,shn,sln,sol,sox,spdif,swf,tak,"
                    + "truehd,tta,voc,vqf,w64,wav,wsvqa,wtv,wv,xwma";

    private FfmpegInput() {}

    /** With its protocol, so that no file's name is taken for an option or an address. */
    static String address(Path file) {
        return "file:" + file.toAbsolutePath();
    }
}
