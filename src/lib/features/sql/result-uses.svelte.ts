import { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { saveFile } from '#lib/ui/save-file.ts';
import type { SqlAnswer } from '#workers/analytics/client.ts';
import type { ExportFormat } from '#workers/export/client.ts';
import type { CitySession } from '../map/session.svelte.ts';
import type { ShownResult } from './shown-result.ts';

/** The layer that a result becomes; the next one takes its place. */
export const RESULT_LAYER = 'local-sql';

/** Rows of a result, as far as a file or a layer may have them. */
export type WholeAnswer = Pick<SqlAnswer, 'bytes' | 'truncated'>;

/** What becomes of a result beside being read: files, and a layer of the map. */
export class ResultUses {
	/** What is being made; nothing else is meanwhile. */
	making = $state.raw<ExportFormat | 'layer' | undefined>();
	error = $state.raw<AppError | undefined>();
	/** What was made last and has not all rows of its result. */
	cut = $state.raw<'file' | 'layer' | undefined>();
	readonly #session: CitySession;
	readonly #whole: (result: ShownResult, signal: AbortSignal) => Promise<WholeAnswer>;

	/** `whole` gives the rows of a result as an Arrow stream. */
	constructor(
		session: CitySession,
		whole: (result: ShownResult, signal: AbortSignal) => Promise<WholeAnswer>
	) {
		this.#session = session;
		this.#whole = whole;
	}

	/** True while the map has a result's layer. */
	get isOnMap(): boolean {
		return this.#session.locals.some(({ dataset }) => dataset.id === RESULT_LAYER);
	}

	/** Gives all rows as a file to the browser's downloads. */
	download(result: ShownResult, format: ExportFormat): Promise<void> {
		return this.#make(format, async (signal) => {
			const { bytes, truncated } = await this.#whole(result, signal);
			const { withExport } = await import('#workers/export/client.ts');
			const file = await withExport((api) => api.write(bytes, format), signal);
			saveFile(file, `${this.#session.city.id}-${stamp(Date.now())}.${format}`);
			if (truncated) this.cut = 'file';
		});
	}

	/** Puts the rows with `lng` and `lat` on the map, in place of an earlier result's. */
	show(result: ShownResult): Promise<void> {
		return this.#make('layer', async (signal) => {
			const { bytes, truncated } = await this.#whole(result, signal);
			const { withExport } = await import('#workers/export/client.ts');
			const title = {
				zh: m.sql_layer_title({}, { locale: 'zh-CN' }),
				en: m.sql_layer_title({}, { locale: 'en' })
			};
			const { dataset, data } = await withExport(
				(api) => api.points(bytes, { id: RESULT_LAYER, title }, this.#session.city.timezone),
				signal
			);
			this.#session.addLocal({
				dataset: { ...dataset, file: URL.createObjectURL(data) },
				origin: 'query',
				from: result.sql,
				addedAt: Date.now()
			});
			if (truncated) this.cut = 'layer';
		});
	}

	/** A new result takes the place of the one on the map, if it has positions. */
	async refresh(result: ShownResult): Promise<void> {
		this.error = undefined;
		this.cut = undefined;
		if (this.isOnMap && hasPositions(result)) await this.show(result);
	}

	async #make(what: ExportFormat | 'layer', work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		if (this.making) return;
		this.making = what;
		this.error = undefined;
		this.cut = undefined;
		try {
			await work(new AbortController().signal);
		} catch (thrown) {
			this.error = AppError.from(thrown);
		} finally {
			this.making = undefined;
		}
	}
}

/** The result has columns of numbers called `lng` and `lat`. */
export const hasPositions = ({ columns }: Pick<ShownResult, 'columns'>): boolean =>
	['lng', 'lat'].every((wanted) =>
		columns.some(({ name, type }) => name.toLowerCase() === wanted && type === 'number')
	);

/** 20260301-0815, of the reader's clock. */
function stamp(at: number): string {
	const text = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
	return `${text.slice(0, 10).replaceAll('-', '')}-${text.slice(11, 16).replace(':', '')}`;
}
