import type { AppError } from '#lib/model/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Place } from './questions.ts';

/** What to do about a statement that was refused for what it needs; empty when its own words say enough. */
export function adviceOf({ code, details }: AppError, place: Place): string {
	switch (details['reason']) {
		case 'memory':
			return place === 'browser' ? m.sql_advice_memory() : m.sql_advice_server_memory();
		case 'time':
			return m.sql_advice_time();
		case 'size':
			return m.sql_advice_size();
		case 'notReadOnly':
		case 'many':
		case 'forbidden':
			return m.sql_advice_read();
		default:
			return code === 'OVERLOADED' ? m.sql_advice_busy() : '';
	}
}
