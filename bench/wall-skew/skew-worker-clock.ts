import { skewByName } from './skewed-clock.ts';

skewByName(self.name);
