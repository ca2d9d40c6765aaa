import type { ValuesNow } from '#lib/model/briefing/contract.ts';
import { formatValue } from '#lib/model/briefing/format-value.ts';
import { m } from '#lib/paraglide/messages.js';
import { locale } from '#lib/state/locale.svelte.ts';
import { failureText } from './failure-text.ts';

/** What a number of the draft is now, or why it is none. */
export function valueText(now: ValuesNow | undefined, name: string): string {
	if (!now) return m.loading();
	const value = now.values[name];
	if (value) return formatValue(value, locale.current);
	const failed = now.failures.find(({ what, id }) => what === 'binding' && id === name);
	return failed ? failureText(failed) : '…';
}
