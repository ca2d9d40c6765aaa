import type { IngestAccess } from '../ingest/http/ingest-access.js';
import type { CityWalls } from './city-walls.js';

export interface WallRoutesOptions extends IngestAccess {
	readonly walls: () => CityWalls;
}
