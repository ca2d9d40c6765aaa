import { untrack } from 'svelte';
import type { HealthAnswer } from '#lib/model/wall/device.ts';
import { askServer } from '#lib/state/ask-server.ts';
import { restartPage } from '../restart/held-picture.ts';
import { isRestartDue } from '../restart/quiet.ts';
import type { WallSurface } from '../surface.svelte.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
import { frameFigures, measureFrames } from './frame-times.ts';
import { healthOf } from './health-of.ts';

const EVERY_MS = 2000;
/** Frames are measured for so long before each report. */
const MEASURED_MS = 1500;

/**
 * Has a window of a wall say every two seconds how it is, and draw itself when somebody at the desk looks. A window that
 * shows all of a wall of several machines is none of them and says nothing, nor does a `preview` on a desk. Called while
 * a component is set up.
 */
export function reportHealth(surface: WallSurface, preview: boolean): void {
	const place = $derived.by(() => {
		if (preview || surface.ownView) return undefined;
		const [only, ...others] = surface.profile.nodes;
		return (
			surface.place ?? (only && others.length === 0 ? { column: only.column, row: only.row } : undefined)
		);
	});
	const at = $derived(place && `${place.column} ${place.row}`);
	$effect(() => {
		if (at === undefined) return;
		// Only another place begins anew: what is counted goes on whatever else changes.
		return untrack(() => place && tellEvery(surface, place));
	});
}

function tellEvery(
	surface: WallSurface,
	place: { readonly column: number; readonly row: number }
): () => void {
	const path = `/api/walls/${encodeURIComponent(surface.programme.wall)}`;
	const stop = new AbortController();
	const { signal } = stop;
	let figures = frameFigures([]);
	let contextsLost = 0;
	let stopMeasuring = () => {};
	const countLost = () => contextsLost++;
	document.addEventListener('webglcontextlost', countLost, { capture: true, signal });

	/** Of the program when the page was loaded. */
	let version: string | undefined;
	const restartWhenDue = (answer: HealthAnswer) => {
		version ??= answer.version;
		const { current } = surface.programme;
		if (current && isRestartDue(answer, current)) restartPage();
	};

	const tell = async () => {
		stopMeasuring();
		stopMeasuring = measureFrames(MEASURED_MS, (times) => (figures = frameFigures(times)));
		const health = healthOf(surface, figures, contextsLost);
		// The link says by itself that the server is away; a word that was lost is followed by the next.
		const answer = await askServer<HealthAnswer>(`${path}/health`, {
			method: 'POST',
			body: { ...place, health, ...(version !== undefined && { version }) },
			signal
		}).catch(() => undefined);
		if (answer && answer.rev > (surface.programme.current?.rev ?? 0)) void surface.programme.refresh();
		if (answer) restartWhenDue(answer);
		if (answer?.thumbnail) await sendThumbnail(path, place, signal).catch(() => undefined);
	};
	void tell();
	const timer = setInterval(() => void tell(), EVERY_MS);
	return () => {
		clearInterval(timer);
		stopMeasuring();
		stop.abort();
	};
}

async function sendThumbnail(
	path: string,
	{ column, row }: { readonly column: number; readonly row: number },
	signal: AbortSignal
): Promise<void> {
	const wall = document.querySelector('[data-wall]');
	const body = wall && (await drawThumbnail(wall));
	if (!body) return;
	await fetch(`${path}/thumbnail?column=${column}&row=${row}`, {
		method: 'POST',
		body,
		headers: { 'content-type': 'image/jpeg' },
		signal
	});
}
