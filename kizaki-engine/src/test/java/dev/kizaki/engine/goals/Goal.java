package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.StatusRequest;
import dev.kizaki.engine.testing.TestRequests;
import java.util.Optional;

/** A goal, called with the parameters' default values and a database. */
enum Goal {
  VALIDATE {
    @Override
    void run(Kizaki kizaki, Project project, DatabaseSettings database) {
      kizaki.validate(project);
    }
  },
  PLAN {
    @Override
    void run(Kizaki kizaki, Project project, DatabaseSettings database) {
      kizaki.plan(AppliedProject.planning(project, database));
    }
  },
  APPLY {
    @Override
    void run(Kizaki kizaki, Project project, DatabaseSettings database) {
      kizaki.apply(new ApplyRequest(project, database, Optional.empty()));
    }
  },
  DRY_RUN {
    @Override
    void run(Kizaki kizaki, Project project, DatabaseSettings database) {
      kizaki.dryRun(new DryRunRequest(project, database, true, false));
    }
  },
  STATUS {
    @Override
    void run(Kizaki kizaki, Project project, DatabaseSettings database) {
      kizaki.status(TestRequests.status(project, database, StatusRequest.FailOn.DEFAULT));
    }
  };

  abstract void run(Kizaki kizaki, Project project, DatabaseSettings database);
}
