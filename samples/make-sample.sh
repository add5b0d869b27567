#!/usr/bin/env bash
# Makes billing-call.flac: a made-up service call between two synthetic voices. Needs espeak-ng, sox and flac.
# usage: samples/make-sample.sh [OUT.flac]
set -euo pipefail
out=${1:-"$(dirname "$0")/billing-call.flac"}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
turn=0

# say SIDE VOICE PITCH(0-99) WORDS_PER_MINUTE AMPLITUDE(0-200) PAUSE_SECONDS TEXT: one turn, and as much silence on the other side.
say() {
  local side=$1 voice=$2 pitch=$3 pace=$4 amplitude=$5 pause=$6 text=$7 other name
  other=$([ "$side" = customer ] && echo agent || echo customer)
  name=$(printf '%s/%02d' "$work" "$turn")
  espeak-ng -v "$voice" -p "$pitch" -s "$pace" -a "$amplitude" -w "$name.raw.wav" "$text"
  sox -R -D "$name.raw.wav" -r 8000 -b 16 -c 1 "$name.$side.wav" vol 0.8 pad 0 "$pause"
  sox -R -D "$name.$side.wav" "$name.$other.wav" vol 0
  turn=$((turn + 1))
}
customer() { say customer en-gb+f2 "$@"; }
agent() { say agent en-us+m3 "$@"; }

agent 40 165 70 0.5 "Good morning, you are speaking with Daniel. How can I help you?"
customer 50 155 60 0.4 "Hello. I have a question about my last bill. It is a little higher than usual."
agent 40 165 70 0.7 "Of course. Could you tell me your customer number, please?"
customer 50 150 58 1.3 "Yes, it is four, seven, one, one, nine."
agent 38 160 65 0.3 "Thank you. I see two charges for the same month here."
customer 72 195 120 0.2 "Two charges? I called about exactly this last week! And the week before!"
customer 85 215 170 0.3 "Nobody ever called me back! This is really not acceptable!"
agent 36 150 60 0.5 "I am very sorry about that. Let me correct it right now."
customer 78 200 140 2.0 "I have heard that before. I want to see it done, now!"
agent 42 165 70 0.4 "It is done. The second charge is cancelled, and the money is on its way to you."
customer 55 165 75 0.3 "Oh! Really? That was quick."
agent 44 170 70 0.5 "You will also get a credit of ten pounds, for the trouble."
customer 62 160 70 0.3 "Well, thank you so much, Daniel. That is very kind of you."
agent 46 170 72 0.3 "My pleasure. Have a lovely day!"
customer 64 165 70 0.8 "You too. Goodbye!"

for side in customer agent; do
  sox -R -D "$work"/??."$side".wav "$work/$side.voice.wav" sinc 250-3600
  seconds=$(sox --i -D "$work/$side.voice.wav")
  # A quiet line hiss, so that silence is that of a telephone line.
  sox -R -D -n -r 8000 -b 16 -c 1 "$work/$side.hiss.wav" synth "$seconds" pinknoise vol 0.002
  sox -R -D -m -v 1 "$work/$side.voice.wav" -v 1 "$work/$side.hiss.wav" -b 16 "$work/$side.wav"
done
# Customer on the left, agent on the right.
sox -R -D -M "$work/customer.wav" "$work/agent.wav" -b 16 "$work/call.wav"
flac --silent --best --force -o "$out" "$work/call.wav"
echo "$out: $(sox --i -d "$out")"
