import { untrack } from 'svelte';
import { LIVE_CLOCK } from '#lib/model/clock.ts';
import type { Camera } from '#lib/model/city.ts';
import { flightAt } from '#lib/model/wall/flight-at.ts';
import type { WallProgramme } from '#lib/model/wall/programme.ts';
import type { EpochMs } from '#lib/model/units.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { showsByItself } from '../map/shows-by-itself.ts';
import { layersOfView } from '../themes/theme-view.ts';
import { clearOfSeams, NO_SHIFT, shiftedCamera, type Shift } from './picture/off-seam.ts';
import type { WindowPicture } from './picture/window-picture.ts';
import type { WallSurface } from './surface.svelte.ts';

/** Windows whose sides are as those of the wall but for rounding. */
const SAME_SHAPE = 0.01;

/**
 * Has a window show what is on air: its scene, camera and clock, each a function of the server's time, so that every
 * machine of the wall shows the same. Called while a component is set up.
 */
export function followProgramme(surface: WallSurface): void {
	const { session } = surface;
	let opened: string | undefined;
	$effect(() => {
		const { onAir } = surface;
		if (!onAir) return;
		const { view, theme: themeId, layout } = onAir.scene;
		const key = JSON.stringify([view, themeId, layout]);
		const theme = themeId === undefined ? undefined : session.desk.themes.get(themeId);
		// What a theme shows must be offered before it can be shown.
		const waits = themeId !== undefined && !(theme?.on && session.scene && isLinked(session));
		untrack(() => {
			session.theme = themeId;
			if (key === opened || (!view && waits)) return;
			const isFirst = opened === undefined;
			opened = key;
			if (view) showView(surface, onAir);
			else if (theme) showLayers(session, layersOfView(theme, session.layers));
			// An incident comes over what is there.
			else if (!isFirst && layout !== 'incident') showLayers(session, layersOfCity(session));
		});
	});
	$effect(() => {
		const { interruption } = surface.onAir ?? {};
		const alarm = interruption && session.desk.alarms.get(interruption.alarm);
		if (alarm) untrack(() => session.view.untold(() => session.selection.alarm(alarm)));
	});

	/** Of what showed last: an alarm that was moved off a seam is flown to and from without a jump. */
	let shift = NO_SHIFT;
	$effect(() => {
		const { onAir, picture, boxes } = surface;
		const { scene } = session;
		if (!onAir || !scene) return;
		const { flight, camera } = onAir;
		const { fps, reducedMotion } = surface.profile;
		const wanted = onAir.scene.layout === 'incident' ? clearOfSeams(picture, boxes) : NO_SHIFT;
		return untrack(() => {
			// Nobody has looked anywhere yet: a window of another shape than the wall has its own first view.
			if (!flight && !onAir.scene.view && !isShapedAs(surface)) return;
			const show = (at: EpochMs) => {
				const part = flight ? (at - flight.startAt) / (flight.endAt - flight.startAt) : 1;
				const moved = between(before, wanted, Math.min(1, Math.max(0, part)));
				const looks = flight ? flightAt(flight, at) : camera;
				scene.setCamera(shiftedCamera(fitted(looks, picture), moved));
				shift = moved;
			};
			const before = shift;
			const end = flight && !reducedMotion ? flight.endAt : 0;
			if (session.serverNow() >= end) return show(Math.max(end, session.serverNow()));
			let frame = 0;
			let drawnAt = 0;
			const move = (now: number) => {
				const at = session.serverNow();
				if (at < end) frame = requestAnimationFrame(move);
				if (at < end && now - drawnAt < 1000 / fps - 1) return;
				drawnAt = now;
				show(at);
			};
			frame = requestAnimationFrame(move);
			return () => cancelAnimationFrame(frame);
		});
	});

	const clock = $derived(JSON.stringify(surface.onAir ? (surface.onAir.clock ?? LIVE_CLOCK) : undefined));
	$effect(() => {
		if (clock === undefined) return;
		untrack(() => session.clock.adopt(surface.onAir?.clock ?? LIVE_CLOCK));
	});
}

const isLinked = ({ live }: CitySession) => live !== undefined && live.link !== 'connecting';

function showView({ session, picture }: WallSurface, onAir: WallProgramme): void {
	const { view } = onAir.scene;
	if (!view) return;
	const { compare, ...rest } = view;
	const camera = onAir.flight ? flightAt(onAir.flight, session.serverNow()) : onAir.camera;
	session.view.untold(() =>
		session.view.open({
			...rest,
			look: 'wall',
			// The clock is the programme's.
			time: session.clock.view(),
			camera: fitted(camera, picture),
			// Nobody moves a handle on a wall: what is swiped stands side by side.
			...(compare && { compare: compare.kind === 'swipe' ? { ...compare, kind: 'side' as const } : compare })
		})
	);
}

function showLayers({ view }: CitySession, layers: readonly string[]): void {
	view.untold(() => {
		view.compare(undefined);
		view.select([]);
		view.recolour(undefined);
		view.showOnly(layers);
	});
}

/** What a city shows by itself: what its pack opens with and what came alive that nobody has to ask for. */
function layersOfCity({ layers, desk }: CitySession): readonly string[] {
	const own = layers.filter(({ initially }) => initially).length;
	return layers
		.filter(
			(layer) =>
				layer.initially ||
				(layer.stream !== undefined && showsByItself(layer, own, desk.themes.layer(layer.id)))
		)
		.map(({ id }) => id);
}

/** A window of another size than the wall shows as much of the city as the wall does. */
const fitted = (camera: Camera, { scale }: WindowPicture): Camera => ({
	...camera,
	zoom: camera.zoom + Math.log2(scale)
});

const between = (from: Shift, to: Shift, part: number): Shift => ({
	right: from.right + (to.right - from.right) * part,
	down: from.down + (to.down - from.down) * part
});

const isShapedAs = ({ picture, profile }: WallSurface): boolean =>
	Math.abs(picture.width / picture.height / (profile.width / profile.height) - 1) < SAME_SHAPE;
