import type { TimeZone } from '../../time-zone.ts';
import type { Axis, Bins } from '../bins.ts';
import { binHours, binWeekdays } from '../time-bins.ts';
import type { AxisDefinition } from '../view-definition.ts';
import type { LiveAxis } from './live-axis.ts';
import type { LivePiece } from './live-rows.ts';

/** Hours of the local day, or days of the week: bars that are always the same. */
export class ClockAxis implements LiveAxis {
	readonly axis: Axis;
	readonly #column: string;
	readonly #bin: (times: Float64Array) => Bins;

	constructor(definition: Extract<AxisDefinition, { kind: 'hourOfDay' | 'weekday' }>, zone: TimeZone) {
		this.#column = definition.column ?? 't';
		const bin = definition.kind === 'hourOfDay' ? binHours : binWeekdays;
		this.#bin = (times) => bin(times, zone);
		const { fine: _, ...axis } = this.#bin(new Float64Array(0));
		this.axis = axis;
	}

	fits(): boolean {
		return true;
	}

	write({ chunk, from, to }: LivePiece, out: Uint16Array): void {
		const times = chunk.columns.get(this.#column);
		if (times instanceof Float64Array) out.set(this.#bin(times.subarray(from, to)).fine, from);
		else out.fill(this.axis.count, from, to);
	}

	layOut(): void {
		// Its bars are of every row.
	}

	isWorn(): boolean {
		return false;
	}
}
