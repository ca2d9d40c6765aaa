import type { EpochMs } from '#lib/model/units.ts';
import type { Collector } from './collector.ts';
import { instantOfNumber, instantOfText } from './instant.ts';

/**
 * A time in formats whose standard demands UTC: of an interval (`a/b`) its end; without a zone it is UTC and
 * counted. Nothing when it is no time.
 */
export function utcTime(value: unknown, found: Collector): EpochMs | undefined {
	if (typeof value === 'number') {
		const instant = instantOfNumber(value);
		return instant.ok ? instant.at : undefined;
	}
	if (typeof value !== 'string') return undefined;
	const instant = instantOfText(value.split('/').at(-1) ?? value, 0);
	if (!instant.ok) return undefined;
	if (!instant.zoned) found.count('time without zone, read as UTC');
	return instant.at;
}
