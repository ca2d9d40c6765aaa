import { EVENT_SEVERITIES, type StoredEvent } from '#lib/model/observation.ts';
import type { LayerEvents } from '#lib/model/live-values.ts';
import type { CityLayer, LayerHost, LayerKind, ShownLayer } from '../layer.ts';
import { liveTitle } from '../title.ts';
import type { buildAlerts as buildAlertsOf } from './build-alerts.ts';
import { placeOfEvent } from './event-place.ts';
import { listEvents } from './listed-events.ts';

/** Things that happen or are announced: alerts, incidents. They come by the live socket, none is left out. */
export default {
	kind: 'alerts',
	layersOf: () => [],
	discover: ({ layer, cls, title, attribution }) =>
		cls === 'event'
			? ({
					id: layer,
					kind: 'alerts',
					group: 'live',
					title: liveTitle(layer, title),
					swatch: { shape: 'alert', token: '--tx-2' },
					initially: false,
					stream: layer,
					...(attribution && { attribution }),
					show: (host) => showAlerts(host, layer)
				} satisfies CityLayer)
			: undefined
} satisfies LayerKind;

/** Begin and end of events pass while nothing is said: the map is looked over this often. */
const LOOK_AGAIN_MS = 5000;

function showAlerts(host: LayerHost, id: string): ShownLayer {
	let shown = true;
	let heard: LayerEvents | undefined;
	let drawn = '';
	let selected: number | undefined;
	let stop = () => {};
	let build: typeof buildAlertsOf | undefined;

	Promise.all([host.live(), import('./build-alerts.ts')]).then(([client, { buildAlerts }]) => {
		if (!shown) return;
		build = buildAlerts;
		stop = client.events(id, (events) => {
			heard = events;
			host.events(events);
			draw();
		});
		host.loaded();
	}, host.failed);

	const timer = setInterval(() => {
		if (key() !== drawn) draw();
	}, LOOK_AGAIN_MS);

	const onNow = (): StoredEvent[] =>
		listEvents(heard?.events ?? [], host.shownAt())
			.filter(({ state }) => state === 'active')
			.map(({ stored }) => stored)
			.toSorted((a, b) => rank(a) - rank(b) || b.event.at - a.event.at);
	const key = () =>
		onNow()
			.map(({ offset }) => offset)
			.join();

	function draw() {
		if (!build) return;
		const [builder, events, mark] = [build, onNow(), selected];
		drawn = key();
		host.scene.setOverlay(id, (context) => builder(context, { id, events, selected: mark }));
	}

	return {
		select(index) {
			selected = index;
			draw();
		},
		placeOf: (index) => {
			const found = heard?.events.find(({ offset }) => offset === index);
			return found && placeOfEvent(found.event);
		},
		restyle: draw,
		hide() {
			shown = false;
			clearInterval(timer);
			stop();
			host.events(undefined);
			host.scene.setOverlay(id, undefined);
		}
	};
}

const rank = ({ event }: StoredEvent): number => EVENT_SEVERITIES.indexOf(event.severity);
