import { m } from '#lib/paraglide/messages.js';
import type { RangeId } from './time-range.ts';

const NAMES: Readonly<Record<RangeId, () => string>> = {
	m10: m.range_m10,
	h1: m.range_h1,
	h6: m.range_h6,
	h24: m.range_h24,
	day: m.range_day,
	d7: m.range_d7,
	d30: m.range_d30
};

/** What a stretch of time is called. */
export const rangeName = (id: RangeId): string => NAMES[id]();
