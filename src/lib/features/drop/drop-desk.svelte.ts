import { createContext } from 'svelte';
import type { Dataset } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { saidError } from '#lib/model/said-error.ts';
import type { Files, MadeDataset, OpenedTable } from '#workers/files/client.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { cityDistance, FARTHEST_MODEL } from './city-distance.ts';
import { FilesWorker } from './files-worker.ts';
import { fileTitle } from './file-title.ts';
import { localId } from './local-id.ts';
import { ModelDraft } from './model-draft.svelte.ts';
import { sameColumns } from './same-columns.ts';
import { TableDraft } from './table-draft.svelte.ts';

/** What the dialog shows. */
export type DropState =
	| { readonly kind: 'closed' }
	/** Asks for files. */
	| { readonly kind: 'start' }
	| { readonly kind: 'reading'; readonly file: string; readonly size: number; readonly bytes: number }
	| { readonly kind: 'failed'; readonly file: string; readonly error: AppError }
	| { readonly kind: 'table'; readonly draft: TableDraft }
	| { readonly kind: 'model'; readonly draft: ModelDraft }
	/** A chosen dataset is being written. */
	| { readonly kind: 'making'; readonly file: string };

const CLOSED: DropState = { kind: 'closed' };
/** Reads at most this close when it flies to what was added. */
const NEAREST_ZOOM = 14;

/** Files that a user gives to a page: read one after the other, each asked about, then data of this browser. */
export class DropDesk {
	#state = $state.raw<DropState>(CLOSED);
	#turn = $state(0);
	readonly #session: CitySession;
	readonly #onTable: (dataset: string) => void;
	/** Names of columns as their file had them, by dataset. */
	readonly #columns = new Map<string, readonly string[]>();
	#queue: File[] = [];
	readonly #worker: FilesWorker;
	#reading: AbortController | undefined;

	/** `onTable` hears of every table that was added. */
	constructor(session: CitySession, onTable: (dataset: string) => void) {
		this.#session = session;
		this.#onTable = onTable;
		this.#worker = new FilesWorker(async (ondied) => {
			const { startFiles } = await import('#workers/files/client.ts');
			const { timezone, bbox } = session.city;
			const [west, south, east, north] = bbox; // a plain copy: it crosses to the worker
			return startFiles({ timezone, bbox: [west, south, east, north] }, ondied);
		});
	}

	get state(): DropState {
		return this.#state;
	}

	/** Counts files: each has a dialog of its own. */
	get turn(): number {
		return this.#turn;
	}

	/** Asks for files. */
	ask(): void {
		if (this.#state.kind === 'closed') this.#state = { kind: 'start' };
	}

	/** Takes files; they wait while another is asked about. */
	take(files: readonly File[]): void {
		this.#queue.push(...files);
		const { kind } = this.#state;
		if (kind === 'closed' || kind === 'start') void this.#next();
	}

	/** Gives the file up that is being read or asked about; the next one follows. */
	skip(): void {
		const state = this.#state;
		if (state.kind === 'reading' || state.kind === 'making') this.#stop();
		if (state.kind === 'table') this.#worker.close(state.draft.opened.id);
		void this.#next();
	}

	/** Adds the table that was asked about, in place of or beside one of the same columns when it says so. */
	async addTable(draft: TableDraft): Promise<void> {
		const { opened, same, joining } = draft;
		const replaced = joining === 'replace' ? same?.dataset.id : undefined;
		const id = replaced ?? this.#freeId(opened.file);
		this.#state = { kind: 'making', file: opened.file };
		try {
			const made = await (await this.#worker.get()).make(draft.choices(id));
			this.#addMade(made, opened);
			this.#onTable(id);
			if (joining === 'compare' && same) this.#compare(same.dataset.id, id);
			this.#flyTo(draft.placed?.middle, draft.away);
			this.#worker.close(opened.id);
			await this.#next();
		} catch (thrown) {
			if (this.#state.kind === 'making') this.#fail(opened.file, thrown);
		}
	}

	/** Adds the model that was asked about. */
	addModel({ opened, title, own, lng, lat, heading, scale }: ModelDraft): void {
		const parts = Object.fromEntries(
			[...opened.files].map(([path, blob]) => [path, URL.createObjectURL(blob)])
		);
		const { [opened.entry]: file = '' } = parts;
		this.#add(opened.file, {
			kind: 'model',
			id: this.#freeId(opened.file),
			title: { zh: title, en: title },
			file,
			rows: opened.count ?? 1,
			format: opened.format === 'tileset' ? 'tileset' : 'gltf',
			entry: opened.entry,
			parts,
			...(!(own && opened.format === 'tileset') && { stands: { lng, lat, heading, scale, centred: !own } })
		});
		this.#flyTo([lng, lat], 0);
		void this.#next();
	}

	/** Reads and adds a tileset of this server by its address. Throws INPUT_INVALID for addresses elsewhere. */
	addTileset(address: string): void {
		const url = new URL(address, location.href);
		if (url.origin !== location.origin)
			throw saidError(
				'INPUT_INVALID',
				{
					zh: `${address} 在另一台服务器上：请把瓦片集复制到 ${location.origin}，或打包成 zip 拖入。`,
					en: `${address} is on another server; copy the tileset to ${location.origin} or drop it as a zip.`
				},
				{ address }
			);
		void this.#readAddress(url);
	}

	async #readAddress(url: URL): Promise<void> {
		const { signal } = this.#begin(url.pathname, 0);
		try {
			const { at } = await (await this.#worker.get()).openAddress(url.href, signal);
			if (signal.aborted) return;
			const away = at && cityDistance(this.#session.city.bbox, at);
			if (away !== undefined && away > FARTHEST_MODEL) {
				const km = Math.round(away);
				throw saidError(
					'INPUT_INVALID',
					{
						zh: `${url.pathname} 距本市 ${km} 公里，本市的三维画面无法显示这么远的地方；请打包成 zip 拖入，再指定位置。`,
						en: `${url.pathname} lies ${km} km from the city, farther than its picture reaches; drop it as a zip and say where it is to stand.`
					},
					{ away: km }
				);
			}
			const name = url.pathname.split('/').at(-2) || url.pathname;
			this.#add(url.href, {
				kind: 'model',
				id: this.#freeId(name),
				title: { zh: name, en: name },
				file: url.href,
				rows: 1,
				format: 'tileset',
				entry: '',
				parts: {}
			});
			this.#flyTo(at, away);
			await this.#next();
		} catch (thrown) {
			if (!signal.aborted) this.#fail(url.pathname, thrown);
		}
	}

	dispose(): void {
		this.#stop();
	}

	async #next(): Promise<void> {
		const file = this.#queue.shift();
		this.#turn++;
		if (!file) {
			this.#state = CLOSED;
			return;
		}
		const { signal, show } = this.#begin(file.name, file.size);
		try {
			const files = await this.#worker.get();
			const opened = await files.open(file, { onBytes: show, signal });
			if (signal.aborted) return;
			this.#state =
				opened.kind === 'table'
					? { kind: 'table', draft: this.#tableDraft(opened, files) }
					: {
							kind: 'model',
							draft: new ModelDraft(
								opened,
								this.#titleOf(opened.file),
								this.#session.view.spec.camera,
								this.#session.city.bbox
							)
						};
		} catch (thrown) {
			if (!signal.aborted) this.#fail(file.name, thrown);
		}
	}

	/** Shows that something of `size` bytes is being read; 0 = nobody knows how many. */
	#begin(file: string, size: number) {
		const reading = new AbortController();
		this.#reading = reading;
		const { signal } = reading;
		const show = (bytes: number) => {
			if (!signal.aborted) this.#state = { kind: 'reading', file, size, bytes };
		};
		show(0);
		return { signal, show };
	}

	#tableDraft(opened: OpenedTable, files: Files): TableDraft {
		return new TableDraft({
			opened,
			title: this.#titleOf(opened.file),
			files,
			city: this.#session.city.bbox,
			same: sameColumns(namesOf(opened), this.#session.locals, this.#columns),
			failed: (thrown) => this.#fail(opened.file, thrown)
		});
	}

	#addMade({ dataset, data }: MadeDataset, opened: OpenedTable): void {
		this.#columns.set(dataset.id, namesOf(opened));
		this.#add(opened.file, { ...dataset, file: URL.createObjectURL(data) });
	}

	#add(from: string, dataset: Dataset): void {
		this.#session.addLocal({ dataset, origin: 'file', from, addedAt: Date.now() });
	}

	/** Both on the map, the first on the left side alone, the second on the right. */
	#compare(first: string, second: string): void {
		const { view } = this.#session;
		view.showLayer(first, true);
		const { layers } = view.spec;
		view.compare({
			kind: 'swipe',
			a: { layers: layers.filter((id) => id !== second) },
			b: { layers: layers.filter((id) => id !== first) },
			split: 0.5
		});
	}

	/** Goes there when it lies in the city and the camera does not look at it. */
	#flyTo(middle: LngLat | undefined, away: number | undefined): void {
		const { scene, view } = this.#session;
		if (!scene || !middle || away !== 0) return;
		const [lng, lat] = middle;
		const { camera } = view.spec;
		const seen = 360 / 2 ** camera.zoom;
		if (Math.abs(lng - camera.lng) < seen && Math.abs(lat - camera.lat) < seen) return;
		scene.flyTo({ lng, lat, zoom: Math.min(NEAREST_ZOOM, camera.zoom) });
	}

	#fail(file: string, thrown: unknown): void {
		this.#state = { kind: 'failed', file, error: AppError.from(thrown) };
	}

	#titleOf(file: string): string {
		return fileTitle(file, new Set(this.#session.datasets.flatMap(({ title }) => [title.zh, title.en])));
	}

	#freeId(file: string): string {
		return localId(file, new Set(this.#session.datasets.map(({ id }) => id)));
	}

	/** Ends what is being read or made. */
	#stop(): void {
		this.#reading?.abort();
		this.#worker.stop();
	}
}

const namesOf = ({ columns }: OpenedTable) => columns.map(({ name }) => name);

/** The desk of the page that a component stands in. */
export const [getDropDesk, setDropDesk] = createContext<DropDesk>();
