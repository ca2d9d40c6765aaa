import { Deck, FlyToInterpolator, MapView, type Layer, type MapViewState } from '@deck.gl/core';
import { PolygonLayer, ScatterplotLayer } from '@deck.gl/layers';
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { io } from 'socket.io-client';

/** A building of the made-up town: degrees and metres. */
interface Building {
	readonly ring: readonly (readonly [number, number])[];
	readonly height: number;
}

/** A mover of a message: degrees and metres a second. */
export interface PeerMover {
	readonly lng: number;
	readonly lat: number;
	readonly speed: number;
}

/** What a soak does to the page. */
export interface SoakPeer {
	toggleLayers(): void;
	fly(change: { readonly zoom?: number; readonly bearing?: number }): void;
	/** Rows that came back. */
	sql(query: string): Promise<number>;
	/** Resolves when another canvas has drawn. */
	loseContext(): Promise<void>;
	/** Messages of the feed so far. */
	readonly messages: number;
}

const HOME: MapViewState = { longitude: 122.9, latitude: 36, zoom: 14, pitch: 50, bearing: 0 };
const STEP = 0.0006;
const HALF = 0.0002;
const buildings = townOf(Number(new URLSearchParams(location.search).get('buildings')));
const container = document.querySelector<HTMLElement>('#scene')!;

let movers: readonly PeerMover[] = [];
let messages = 0;
let isShown = true;
let view: MapViewState = HOME;
let deck = await open();
const connection = await openDatabase();

io().on('movers', (news: readonly PeerMover[]) => {
	movers = news;
	messages++;
	deck.setProps({ layers: layers() });
});

function townOf(count: number): Building[] {
	const columns = Math.ceil(Math.sqrt(count));
	return Array.from({ length: count }, (_, i) => {
		const lng = HOME.longitude + ((i % columns) - columns / 2) * STEP;
		const lat = HOME.latitude + (Math.floor(i / columns) - columns / 2) * STEP;
		return {
			ring: [
				[lng - HALF, lat - HALF],
				[lng + HALF, lat - HALF],
				[lng + HALF, lat + HALF],
				[lng - HALF, lat + HALF]
			],
			height: 6 + ((i * 37) % 60)
		};
	});
}

function layers(): Layer[] {
	return [
		new PolygonLayer<Building>({
			id: 'buildings',
			data: buildings,
			visible: isShown,
			pickable: true,
			extruded: true,
			getPolygon: ({ ring }) => ring as [number, number][],
			getElevation: ({ height }) => height,
			getFillColor: [90, 100, 120]
		}),
		new ScatterplotLayer<PeerMover>({
			id: 'movers',
			data: movers,
			visible: isShown,
			pickable: true,
			getPosition: ({ lng, lat }) => [lng, lat, 2],
			getRadius: 6,
			getFillColor: ({ speed }) => [255, 220 - 10 * speed, 80],
			transitions: { getPosition: 200 }
		})
	];
}

/** A Deck on a canvas of its own; deck.gl 9.4 does not come back by itself on one whose context was lost. */
function open(): Promise<Deck<MapView>> {
	const canvas = document.createElement('canvas');
	container.replaceChildren(canvas);
	return new Promise((resolve, reject) => {
		let frames = 0;
		const made: Deck<MapView> = new Deck<MapView>({
			canvas,
			views: new MapView(),
			controller: true,
			initialViewState: view,
			layers: layers(),
			onViewStateChange: ({ viewState }) => {
				view = viewState as MapViewState; // of the one view that there is
			},
			onAfterRender: () => {
				if (++frames !== 2) return;
				made.setProps({ _animate: false });
				resolve(made);
			},
			onError: reject,
			// an idle Deck draws nothing: two frames are asked for
			_animate: true
		});
	});
}

async function openDatabase() {
	const database = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
	await database.instantiate(moduleUrl);
	await database.open({ path: ':memory:' });
	const opened = await database.connect();
	await opened.query('SET autoload_known_extensions=false');
	await opened.query('SET autoinstall_known_extensions=false');
	await opened.query(
		`CREATE TABLE buildings AS SELECT 6 + ((i * 37) % 60) AS height FROM range(${String(buildings.length)}) AS of(i)`
	);
	return opened;
}

const soakPeer: SoakPeer = {
	toggleLayers() {
		isShown = !isShown;
		deck.setProps({ layers: layers() });
	},
	fly({ zoom = 0, bearing = 0 }) {
		const { longitude, latitude, pitch } = HOME;
		const to = { longitude, latitude, pitch, zoom: HOME.zoom + zoom, bearing };
		deck.setProps({
			initialViewState: {
				...to,
				transitionDuration: 800,
				transitionInterpolator: new FlyToInterpolator()
			} as never // one view's state for all views, which its type does not name
		});
	},
	async sql(query) {
		return (await connection.query(query)).numRows;
	},
	async loseContext() {
		container
			.querySelector('canvas')
			?.getContext('webgl2')
			?.getExtension('WEBGL_lose_context')
			?.loseContext();
		deck.finalize();
		deck = await open();
	},
	get messages() {
		return messages;
	}
};
Object.assign(window, { soakPeer });
