import type { CityManifest } from '#lib/model/city.ts';
import type { AppError } from '#lib/model/errors.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { LiveConfig } from '../live/live-config.ts';
import type { CityAreas } from './city-areas.ts';
import { districtNames } from './districts.ts';
import { openThemes, type Themes } from './themes.ts';

/** What the themes of a city hang on. */
export interface CityThemesOptions {
	/** `<data>/live/<city>`. */
	readonly dir: string;
	readonly city: Pick<CityManifest, 'fictional'>;
	readonly areas: CityAreas;
	readonly config: LiveConfig;
	readonly ingest: Ingest;
	readonly onError: (error: AppError) => void;
}

/** The themes of a city on its way in of messages: see `openThemes`. */
export function openCityThemes({
	dir,
	city,
	areas,
	config,
	ingest,
	onError
}: CityThemesOptions): Promise<Themes> {
	return openThemes({
		dir,
		initially: config.themes,
		fictional: city.fictional,
		configured: config.layers,
		districts: () => districtNames(areas),
		declared: (layer) => ingest.bus.layers().find(({ declaration }) => declaration.id === layer)?.declaration,
		declare: (declaration) => ingest.declare(declaration),
		onError
	});
}
