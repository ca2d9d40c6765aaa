import type { ColumnValues } from '#lib/model/gather/gather.ts';
import type { LayerHost } from '../layer.ts';

/** Values of the column that a style names, read once for as long as it is the one. */
export class StyledColumn {
	readonly #host: Pick<LayerHost, 'gather'>;
	readonly #dataset: string;
	/** The column that is wanted now. */
	readonly #wanted: () => string | undefined;
	readonly #signal: AbortSignal;
	#values: { readonly field: string; readonly column: ColumnValues } | undefined;

	constructor(
		host: Pick<LayerHost, 'gather'>,
		dataset: string,
		wanted: () => string | undefined,
		signal: AbortSignal
	) {
		this.#host = host;
		this.#dataset = dataset;
		this.#wanted = wanted;
		this.#signal = signal;
	}

	/** Undefined while none is wanted or it is not there yet. */
	get values(): { readonly field: string; readonly column: ColumnValues } | undefined {
		return this.#values;
	}

	async load(): Promise<void> {
		const field = this.#wanted();
		if (field === this.#values?.field) return;
		this.#values = undefined;
		if (field === undefined) return;
		const column = await this.#host.gather('column', { dataset: this.#dataset, field }, this.#signal);
		// Another may have been chosen while it was read.
		if (field === this.#wanted()) this.#values = { field, column };
	}
}
