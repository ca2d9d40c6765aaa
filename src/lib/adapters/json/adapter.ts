import type { Adapter } from '#lib/model/observation.ts';
import { Collector } from '../support/collector.ts';
import { readJsonMessage } from '../support/json-message.ts';
import { kindOf } from '../support/measures.ts';
import { isObject } from '../support/records.ts';
import { addEvent } from './event.ts';
import { addObservation } from './observation.ts';

/** Our own format: one row, a list of rows, or a row a line. docs/ingest-json.md is its page for users. */
export const json: Adapter = {
	id: 'json',
	about: 'Our own JSON: one row, a list of rows, or a row on each line (NDJSON).',
	decode(bytes, receivedAt, options = {}) {
		const found = new Collector();
		const message = readJsonMessage(bytes);
		for (const { place, reason } of message.rejected) found.reject(place, reason);
		for (const { place, value } of message.records) {
			if (!isObject(value)) {
				found.count('not a row');
				found.reject(place, `it is a ${kindOf(value)}; a row is an object such as {"id":"lamp-1","t":21.5}`);
			} else if (value['event'] === true || value['kind'] === 'event')
				addEvent(found, place, value, receivedAt, options);
			else addObservation(found, place, value, receivedAt, options);
		}
		return found.decoded();
	}
};
