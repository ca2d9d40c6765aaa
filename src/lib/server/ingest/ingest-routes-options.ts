import type { IngestAccess } from './http/ingest-access.js';
import type { Ingest } from './ingest.js';

export interface IngestRoutesOptions extends IngestAccess {
	/** Throws NOT_FOUND when this server takes nothing in. */
	readonly ingest: () => Ingest;
}
