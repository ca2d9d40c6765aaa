import { setTimeout as pause } from 'node:timers/promises';
import type { LayerDeclaration } from '#lib/model/live-layer.ts';
import type { Publisher } from './publisher.ts';
import type { Recording } from './recording.ts';

export interface PlayOptions {
	readonly layer: string;
	readonly title?: { readonly zh: string; readonly en: string };
	readonly attribution: string;
	/** Recording seconds in a second. */
	readonly speed: number;
	readonly loop: boolean;
	/** Stops after so many seconds of ours. */
	readonly seconds: number;
	readonly signal: AbortSignal;
	readonly onProgress: (told: { readonly sent: number; readonly at: number }) => void;
}

export interface Played {
	readonly sent: number;
	readonly messages: number;
	readonly seconds: number;
}

const TICK = 200;
/** Rows of one message: batches are what makes ingest cheap. */
const BATCH = 500;
/** A layer that is replayed fast may still be late by this before it is stale, s. */
const LEAST_INTERVAL = 1;

/** Publishes a recording from its first instant on, as if it happened now. */
export async function play(
	recording: Recording,
	publisher: Publisher,
	options: PlayOptions
): Promise<Played> {
	const { speed, signal } = options;
	const began = Date.now();
	let sent = 0;
	let messages = 0;
	do {
		const start = Date.now();
		await publisher.declare(declarationOf(recording, options, start));
		let shown = recording.from - 1;
		while (shown < recording.to && !signal.aborted && Date.now() - began < options.seconds * 1000) {
			const until = Math.min(recording.to, recording.from + (Date.now() - start) * speed);
			const rows = (await recording.between(shown, until)).map((row) => ({
				...row,
				at: Math.round(start + (row.at - recording.from) / speed)
			}));
			for (let from = 0; from < rows.length; from += BATCH) {
				await publisher.send(rows.slice(from, from + BATCH));
				messages++;
			}
			sent += rows.length;
			shown = until;
			options.onProgress({ sent, at: until });
			await pause(Math.max(0, TICK - ((Date.now() - start) % TICK)), undefined, { signal }).catch(
				() => undefined
			);
		}
	} while (options.loop && !signal.aborted && Date.now() - began < options.seconds * 1000);
	return { sent, messages, seconds: (Date.now() - began) / 1000 };
}

function declarationOf(recording: Recording, options: PlayOptions, start: number): LayerDeclaration {
	const { layer, title, attribution, speed } = options;
	return {
		id: layer,
		cls: 'state',
		...(title && { title }),
		metrics: [...recording.metrics],
		moves: recording.moves,
		interval: Math.max(LEAST_INTERVAL, recording.interval / speed),
		origin: 'replayed',
		...(recording.dated && { dataClock: { eventAt: recording.from, serverAt: start, speed } }),
		attribution
	};
}
