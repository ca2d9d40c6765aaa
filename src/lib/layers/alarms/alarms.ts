import type { Alarm } from '#lib/model/alarm.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { metresOfPixel } from '../pixel-size.ts';
import { isWallPage } from './wall-page.ts';
import { alarmLook } from './alarm-look.ts';
import type { buildAlarms as buildAlarmsOf } from './build-alarms.ts';
import { clusterAlarms, type AlarmCluster } from './cluster-alarms.ts';

/** 0.5 Hz: so long bright, then so long dimmed. */
const BRIGHT_MS = 1400;
const DIMMED_MS = 600;
const DIMMED = 0.55;
/** Marks that would stand this near to each other are one, CSS pixels. */
const APART_PX = 46;
const WALL_APART_PX = 88;
/** More alarms than one can look at are gathered from twice as far. */
const MANY = 24;

/** What needs an answer, over everything else on the map. */
export default {
	kind: 'alarms',
	layersOf: () => [
		{
			id: 'alarms',
			kind: 'alarms',
			group: 'live',
			title: () => m.alarms(),
			swatch: { shape: 'alert', token: '--tx-0' },
			initially: true,
			show: (host) => showAlarms(host, 'alarms')
		} satisfies CityLayer
	]
} satisfies LayerKind;

function showAlarms(host: LayerHost, id: string): ShownLayer {
	const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
	let alarms: readonly Alarm[] = [];
	let clusters: readonly AlarmCluster[] = [];
	let selected: number | undefined;
	let reach = reachOf(host);
	let bright = true;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let shown = true;
	let build: typeof buildAlarmsOf | undefined;
	let stop = () => {};

	import('./build-alarms.ts').then(({ buildAlarms }) => {
		if (!shown) return;
		build = buildAlarms;
		stop =
			host.alarms?.((next) => {
				alarms = next;
				gather();
			}) ?? stop;
		host.loaded();
	}, host.failed);

	const stopCamera = host.scene.on('camera', () => {
		const next = reachOf(host);
		if (next === reach) return;
		reach = next;
		gather();
	});

	function gather() {
		clusters = clusterAlarms(alarms, alarms.length > MANY ? 2 * reach : reach);
		draw();
		const blinks = clusters.some(
			({ members: [head] }) => alarmLook(alarms[head as number] as Alarm, reducedMotion).blinks // a cluster has a head in the list
		);
		if (blinks) timer ??= setTimeout(blink, BRIGHT_MS);
		else {
			clearTimeout(timer);
			timer = undefined;
			bright = true;
		}
	}

	function blink() {
		bright = !bright;
		timer = setTimeout(blink, bright ? BRIGHT_MS : DIMMED_MS);
		draw();
	}

	function draw() {
		if (!build || !shown) return;
		const [builder, drawn] = [
			build,
			{ id, alarms, clusters, selected, reducedMotion, opacity: bright ? 1 : DIMMED }
		];
		host.scene.setOverlay(
			id,
			clusters.length === 0 ? undefined : (context) => builder(context, drawn),
			'top'
		);
	}

	return {
		select(index) {
			selected = index;
			draw();
		},
		placeOf: (index) => alarms[index]?.place,
		restyle: draw,
		hide() {
			shown = false;
			clearTimeout(timer);
			stopCamera();
			stop();
			host.scene.setOverlay(id, undefined);
		}
	};
}

const reachOf = ({ scene }: LayerHost): number =>
	metresOfPixel(scene.camera) * (isWallPage() ? WALL_APART_PX : APART_PX);
