import { TONES } from './tones.ts';
import type { Tone } from './next-sound.ts';

/** What makes tones audible. */
export interface TonePlayer {
	/** The browser lets it sound. */
	readonly running: boolean;
	/** Asks the browser for sound: it says yes from within a click or a key. */
	unlock(): void;
	play(tone: Tone): void;
	/** Called when `running` may be another, until the returned function is. */
	onChange(changed: () => void): () => void;
	dispose(): void;
}

/** Rise and fall of a pulse, seconds: a square edge clicks. */
const EDGE = 0.012;

/** Tones by Web Audio. A browser without it, or that refuses, never runs. */
export function openTonePlayer(): TonePlayer {
	const audio = typeof AudioContext === 'undefined' ? undefined : new AudioContext();
	return {
		get running() {
			return audio?.state === 'running';
		},
		unlock() {
			// Refused outside of a gesture: `running` says so.
			if (audio?.state !== 'running') void audio?.resume().catch(() => undefined);
		},
		play(tone) {
			if (audio) playPulses(audio, tone);
		},
		onChange(changed) {
			audio?.addEventListener('statechange', changed);
			return () => audio?.removeEventListener('statechange', changed);
		},
		dispose() {
			void audio?.close();
		}
	};
}

function playPulses(audio: AudioContext, tone: Tone): void {
	for (const { at, lasts, pitch, loudness } of TONES[tone]) {
		const from = audio.currentTime + at;
		const voice = new OscillatorNode(audio, { type: 'triangle', frequency: pitch });
		const volume = new GainNode(audio, { gain: 0 });
		volume.gain.setValueAtTime(0, from);
		volume.gain.linearRampToValueAtTime(loudness, from + EDGE);
		volume.gain.setValueAtTime(loudness, from + lasts - EDGE);
		volume.gain.linearRampToValueAtTime(0, from + lasts);
		voice.connect(volume).connect(audio.destination);
		voice.start(from);
		voice.stop(from + lasts);
	}
}
