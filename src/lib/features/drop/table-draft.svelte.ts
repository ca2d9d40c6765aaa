import type { BBox } from '#lib/model/geometry.ts';
import type { LocalDataset } from '#lib/model/local-dataset.ts';
import type {
	Files,
	FoundColumn,
	OpenedTable,
	Placed,
	Placing,
	TableChoices
} from '#workers/files/client.ts';
import { cityDistance } from './city-distance.ts';

/** What becomes of a file when one with the same columns is there already. */
export type Joining = 'add' | 'replace' | 'compare';

export interface DraftOptions {
	readonly opened: OpenedTable;
	/** What it is called until its owner says it. */
	readonly title: string;
	readonly files: Files;
	readonly city: BBox;
	/** A dataset from a file with the same columns. */
	readonly same: LocalDataset | undefined;
	readonly failed: (thrown: unknown) => void;
}

type KindChoice = TableChoices['columns'][number]['kind'];

/** The owner's word on a table while it is being given. */
export class TableDraft {
	readonly opened: OpenedTable;
	readonly same: LocalDataset | undefined;
	title = $state('');
	time = $state('');
	/** By column; a column without any value is left out. */
	kinds = $state<Record<string, KindChoice>>({});
	#joining = $state<Joining>('add');
	#placing = $state.raw<Placing | undefined>();
	#placed = $state.raw<Placed | undefined>();
	readonly #options: DraftOptions;
	#asked = 0;

	constructor(options: DraftOptions) {
		const { opened, same, title } = options;
		this.#options = options;
		this.opened = opened;
		this.same = same;
		this.title = title;
		this.time = opened.time ?? '';
		this.kinds = Object.fromEntries(
			opened.columns.map(({ name, kind, missing }) => [name, missing === opened.rows ? 'left out' : kind])
		);
		this.place(opened.placing);
	}

	get joining(): Joining {
		return this.#joining;
	}
	/** What takes the place of another is called as that was, unless its owner called it otherwise. */
	set joining(joining: Joining) {
		const isProposed = this.title === this.#proposed;
		this.#joining = joining;
		if (isProposed) this.title = this.#proposed;
	}
	get #proposed(): string {
		const { title, same } = this.#options;
		return this.#joining === 'replace' && same ? same.dataset.title.zh : title;
	}

	get placing(): Placing | undefined {
		return this.#placing;
	}
	/** Where the rows lie by that; undefined while it is reckoned, or when nothing says it. */
	get placed(): Placed | undefined {
		return this.#placed;
	}
	/** Kilometres to the city; undefined when no row has a position. */
	readonly away: number | undefined = $derived.by(() => {
		const middle = this.#placed?.middle;
		return middle && cityDistance(this.#options.city, middle);
	});
	/** Columns that may be coordinates. */
	get coordinates(): readonly FoundColumn[] {
		return this.opened.columns.filter(({ kinds }) => kinds.includes('number'));
	}
	/** Columns that may be the rows' time. */
	get times(): readonly FoundColumn[] {
		return this.opened.columns.filter(({ kinds }) => kinds.includes('time'));
	}
	/** There is something to add: rows that are to lie somewhere do. */
	readonly ready: boolean = $derived(this.#placing === undefined || (this.#placed?.share ?? 0) > 0);

	/** Says where the rows are; undefined: nowhere, they are for charts and SQL only. */
	place(placing: Placing | undefined): void {
		this.#placing = placing;
		this.#placed = undefined;
		const asked = ++this.#asked;
		if (!placing) return;
		const { files, opened, failed } = this.#options;
		files.place(opened.id, placing).then((placed) => {
			if (asked === this.#asked) this.#placed = placed;
		}, failed);
	}

	/** As the worker wants it. */
	choices(dataset: string): TableChoices {
		return {
			id: this.opened.id,
			dataset,
			title: this.title.trim() === '' ? this.opened.file : this.title.trim(),
			columns: Object.entries(this.kinds).map(([name, kind]) => ({ name, kind })),
			...(this.#placing && { placing: this.#placing }),
			...(this.time !== '' && { time: this.time })
		};
	}
}
