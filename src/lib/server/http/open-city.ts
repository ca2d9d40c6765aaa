import type { CityBriefings } from '../briefings/open-city-briefings.js';
import type { LiveConfig } from '../live/live-config.js';
import type { LiveService } from '../live/start-live.js';
import type { NoteBook } from '../notes/note-book.js';
import type { CityScenarios } from '../scenarios/city-scenarios.js';
import type { SearchIndex } from '../search/search-index.js';
import type { Simulation } from '../simulation/open-simulation.js';
import type { SavedViews } from '../views/saved-views.js';
import type { OpenCityWalls } from '../walls/open-city-walls.js';
import type { CityPack } from './city-pack.js';

/** One city as this server shows it: its pack, its search index and its live feeds. */
export interface OpenCity {
	readonly pack: CityPack;
	readonly search: SearchIndex | undefined;
	readonly views: SavedViews;
	readonly notes: NoteBook;
	readonly briefings: CityBriefings;
	readonly scenarios: CityScenarios;
	readonly walls: OpenCityWalls;
	readonly config: LiveConfig;
	readonly live: LiveService | undefined;
	/** Of the demo city only. */
	readonly simulation: Simulation | undefined;
}
